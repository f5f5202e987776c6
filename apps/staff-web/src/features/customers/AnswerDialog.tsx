import { RESIDENCY_KINDS, type Residency, type ResidencyKind, residencyKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { App, DatePicker, Form, Input, Modal, Radio } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { asDay } from '../../shared/pickers/as-day.ts'
import { fieldFaults } from '../../shared/problem.ts'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'
import { householdReads } from './reads.ts'

interface Values {
  kind: ResidencyKind
  until?: string | null
  reason?: string
}
const fields = ['kind', 'until', 'reason']

/** Verifies a claim, corrected where it needs to be, or refuses it with a reason. */
export default function AnswerDialog({
  residency,
  verified,
  close,
}: {
  residency: Residency
  verified: boolean
  close: () => void
}) {
  const t = useHouseholdText()
  const nameOf = useNames()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form)
  const answer = useCommand('verifyResidency', householdReads)
  const faults = fieldFaults(answer.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined
  const submit = async ({ kind, until = null, reason }: Values) => {
    const body = verified
      ? { verified, kind, until, ...(reason ? { reason } : {}) }
      : { verified, reason: reason ?? '' }
    if (!(await answer.run({ params: { id: residency.id }, body }).catch(() => null))) return
    message.success(t('done'))
    close()
  }
  const name = residency.customerName
  return (
    <Modal
      open
      title={t(verified ? 'verifyTitle' : 'refuseTitle', { name })}
      okText={t(verified ? 'verify' : 'refuse')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: !verified }}
      confirmLoading={answer.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      {!verified && <p className={styles.hint}>{t('refuseHint')}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ kind: residency.kind, until: residency.until }}
        onFinish={submit}
      >
        {verified && (
          <>
            <Form.Item name="kind" label={t('as')} required {...faultOf('kind')}>
              <Radio.Group
                options={RESIDENCY_KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
              />
            </Form.Item>
            <Form.Item
              name="until"
              label={t(kind === 'lessee' ? 'lessUntil' : 'lastDay')}
              required={kind === 'lessee'}
              extra={t('lastDayHint')}
              {...asDay}
              {...faultOf('until')}
            >
              <DatePicker className={styles.whole} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="reason"
          label={t('reason')}
          required={!verified}
          extra={t(verified ? 'reasonInstead' : 'reasonRefuse')}
          rules={verified ? [] : [{ required: true, whitespace: true, min: 2, message: t('required') }]}
          {...faultOf('reason')}
        >
          <Input.TextArea autoFocus={!verified} rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <FormError error={answer.error} fields={fields} />
    </Modal>
  )
}
