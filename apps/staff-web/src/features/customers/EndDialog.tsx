import type { Residency } from '@sims/contracts/web'
import { App, DatePicker, Form, Input, Modal, Radio } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { asDay } from '../../shared/pickers/as-day.ts'
import { fieldFaults } from '../../shared/problem.ts'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'
import { householdReads } from './reads.ts'

interface Values {
  later: boolean
  until?: string
  reason: string
}

/** Ends a residency at once, or sets its last day. */
export default function EndDialog({ residency, close }: { residency: Residency; close: () => void }) {
  const t = useHouseholdText()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const later = Form.useWatch('later', form)
  const end = useCommand('endResidency', householdReads)
  const faults = fieldFaults(end.error)
  const submit = async ({ later, until, reason }: Values) => {
    const body = { reason, ...(later && until ? { until } : {}) }
    if (!(await end.run({ params: { id: residency.id }, body }).catch(() => null))) return
    message.success(t('done'))
    close()
  }
  return (
    <Modal
      open
      title={t('endTitle', { name: residency.customerName })}
      okText={t(later ? 'save' : 'end')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: !later }}
      confirmLoading={end.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <p className={styles.hint}>{t('endHint')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ later: false }} onFinish={submit}>
        <Form.Item name="later">
          <Radio.Group
            options={[
              { value: false, label: t('endNow') },
              { value: true, label: t('endOn') },
            ]}
          />
        </Form.Item>
        {later && (
          <Form.Item
            name="until"
            label={t('lastDay')}
            rules={[{ required: true, message: t('required') }]}
            {...asDay}
            {...(faults.until ? { help: faults.until, validateStatus: 'error' as const } : {})}
          >
            <DatePicker className={styles.whole} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('reason')}
          extra={t('reasonEnd')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <FormError error={end.error} fields={['until', 'reason']} />
    </Modal>
  )
}
