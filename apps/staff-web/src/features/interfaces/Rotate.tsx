import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { FormError } from '../../shared/FormError.tsx'
import { Issued } from './Issued.tsx'
import styles from './interfaces.module.css'
import { useText } from './texts.ts'

const HOURS = [0, 1, 24, 168] as const
interface Values {
  overlapHours: number
  days: number
}

interface RotateProps {
  name: string
  hint: string
  /** a key also gets another end */
  ends?: boolean
  /** makes the new secret, and answers it */
  rotate: (values: Values) => Promise<string | null>
  close: () => void
}

/** Another secret, with the old one beside it for a while. */
export function Rotate({ name, hint, ends = false, rotate, close }: RotateProps) {
  const t = useText()
  const [form] = Form.useForm<Values>()
  const [made, setMade] = useState<{ secret: string | null }>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (values: Values) => {
    setBusy(true)
    try {
      setMade({ secret: await rotate({ ...values }) })
    } catch (fault) {
      setError(fault)
    } finally {
      setBusy(false)
    }
  }
  if (made) return <Issued name={name} secret={made.secret} close={close} />
  return (
    <Modal
      open
      title={t('rotateTitle', { name })}
      width={440}
      okText={t('rotate')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <p className={styles.hint}>{hint}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ overlapHours: 24, days: 90 }}
        onFinish={submit}
      >
        <Form.Item name="overlapHours" label={t('overlapHours')}>
          <Select options={HOURS.map((value) => ({ value, label: t(`hours_${value}`) }))} />
        </Form.Item>
        {ends && (
          <Form.Item name="days" label={t('days')}>
            <Select options={[30, 90, 180, 365].map((days) => ({ value: days, label: t('daysOf', { days }) }))} />
          </Form.Item>
        )}
      </Form>
      <FormError error={error} fields={[]} />
    </Modal>
  )
}
