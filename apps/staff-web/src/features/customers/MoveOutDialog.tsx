import { type MoveOutPreview, residencyKindNames } from '@sims/contracts/web'
import { ErrorNotice, Loading, useNames } from '@sims/ui'
import { App, Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'
import { householdReads } from './reads.ts'

interface Values {
  residencyIds?: string[]
  outcome: 'movedOut' | 'sold'
  reason: string
}

/** Ends several residencies together, with what that means for each person before it is done. */
export default function MoveOutDialog({ premisesId, close }: { premisesId: string; close: () => void }) {
  const t = useHouseholdText()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const params = { id: premisesId }
  const preview = useApi('previewMoveOut', { params }, { staleTime: 0 })
  const leave = useCommand('moveOut', [...householdReads, 'previewMoveOut'])
  const submit = async ({ residencyIds, ...values }: Values) => {
    const chosen = residencyIds ?? preview.data?.people.map((one) => one.residencyId) ?? []
    if (!(await leave.run({ params, body: { ...values, residencyIds: chosen } }).catch(() => null))) return
    message.success(t('done'))
    close()
  }
  const required = [{ required: true, whitespace: true, min: 2, message: t('required') }]
  return (
    <Modal
      open
      title={t('moveOutTitle')}
      okText={t('moveOut')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: !preview.data }}
      confirmLoading={leave.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <p className={styles.hint}>{t('moveOutHint')}</p>
      {preview.isPending && <Loading />}
      <ErrorNotice error={preview.error} />
      {preview.data && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ outcome: 'movedOut', residencyIds: preview.data.people.map((one) => one.residencyId) }}
          onFinish={submit}
        >
          <Form.Item name="residencyIds" rules={[{ required: true, type: 'array', min: 1, message: t('choose') }]}>
            <Checkbox.Group className={styles.leaving}>
              {preview.data.people.map((person) => (
                <Checkbox key={person.residencyId} value={person.residencyId}>
                  <Leaving person={person} />
                </Checkbox>
              ))}
            </Checkbox.Group>
          </Form.Item>
          <Form.Item name="outcome">
            <Radio.Group
              options={[
                { value: 'movedOut', label: t('movedOut') },
                { value: 'sold', label: t('sold') },
              ]}
            />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={required}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
      )}
      <FormError error={leave.error} fields={['reason']} />
    </Modal>
  )
}

function Leaving({ person }: { person: MoveOutPreview['people'][number] }) {
  const t = useHouseholdText()
  const nameOf = useNames()
  const { openRequests, otherPremises, signsIn } = person
  const signs = !signsIn
    ? t('noAccount')
    : otherPremises > 0
      ? t('elsewhere', { count: otherPremises })
      : t('signedOut')
  return (
    <>
      <strong>{person.customerName}</strong> {nameOf(residencyKindNames[person.kind])}
      <small>
        {signs}
        {openRequests > 0 && ` · ${t('openRequests', { count: openRequests })}`}
      </small>
    </>
  )
}
