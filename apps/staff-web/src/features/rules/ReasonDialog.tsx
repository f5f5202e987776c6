import type { RuleVersion } from '@sims/contracts/web'
import { Form, Input, Modal } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { ruleReads } from './RulePage.tsx'
import { useText } from './texts.ts'

interface ReasonDialogProps {
  rule: RuleVersion
  act: 'sendBack' | 'retire'
  title: string
  close: () => void
}

/** An act that takes a reason: sending back, or ending. */
export function ReasonDialog({ rule, act, title, close }: ReasonDialogProps) {
  const t = useText()
  const [form] = Form.useForm<{ reason: string }>()
  const command = useCommand(act === 'sendBack' ? 'sendBackRule' : 'retireRule', ruleReads)
  const submit = async ({ reason }: { reason: string }) => {
    const done = await command
      .run({ params: { id: rule.id }, body: { revision: rule.revision, reason } })
      .catch(() => null)
    if (done) close()
  }
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('cancel')}
      okButtonProps={{ danger: act === 'retire' }}
      confirmLoading={command.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('reason')}
          extra={t('reasonHint')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={500} />
        </Form.Item>
      </Form>
      <FormError error={command.error} fields={[]} />
    </Modal>
  )
}
