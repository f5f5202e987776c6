import { Button, Form, Input, Modal } from 'antd'
import { useCommand } from '../api.ts'
import { FormError } from '../FormError.tsx'
import { fieldFaults } from '../problem.ts'
import { useSharedText } from '../texts.ts'
import styles from './contact.module.css'

interface RevealDialogProps {
  customerId: string
  shown: (customer: { name: string; phone: string | null }) => void
  close: () => void
}

const usual = ['revealCall', 'revealVisit', 'revealVerify'] as const

/** Asks why name and phone must be seen; the answer is kept in the audit trail. */
export default function RevealDialog({ customerId, shown, close }: RevealDialogProps) {
  const t = useSharedText()
  const [form] = Form.useForm<{ reason: string }>()
  const reveal = useCommand('revealCustomer')
  const fault = fieldFaults(reveal.error).reason
  const submit = async ({ reason }: { reason: string }) => {
    const customer = await reveal.run({ params: { id: customerId }, body: { reason } }).catch(() => null)
    if (!customer) return
    shown(customer)
    close()
  }
  return (
    <Modal
      open
      title={t('revealTitle')}
      width={460}
      okText={t('revealShow')}
      confirmLoading={reveal.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <p className={styles.why}>{t('revealWhy')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <div className={styles.reasons}>
          {usual.map((key) => (
            <Button key={key} size="small" onClick={() => form.setFieldValue('reason', t(key))}>
              {t(key)}
            </Button>
          ))}
        </div>
        <Form.Item
          name="reason"
          label={t('revealReason')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('required') }]}
          {...(fault ? { help: fault, validateStatus: 'error' as const } : {})}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
      </Form>
      <FormError error={reveal.error} fields={['reason']} />
    </Modal>
  )
}
