import { type AllowedStep, type FormField, shownFields } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Form, Modal } from 'antd'
import { useRef, useState } from 'react'
import { FormError } from '../FormError.tsx'
import { fieldFaults, isStale } from '../problem.ts'
import { useRecordText } from '../record/texts.ts'
import { useSharedText } from '../texts.ts'
import { StepField } from './StepField.tsx'
import styles from './step-form.module.css'
import { toInput } from './values.ts'

interface StepDialogProps {
  step: AllowedStep
  /** said above the form, such as on how many records the step is taken */
  intro?: string
  communityId?: string
  take: (input: Record<string, unknown>) => Promise<unknown>
  refresh: () => void
  close: () => void
}

/** The form of a step, drawn from its definition alone; faults show at their fields, the rest above the buttons. */
export default function StepDialog({ step, intro, communityId, take, refresh, close }: StepDialogProps) {
  const t = useRecordText()
  const shared = useSharedText()
  const nameOf = useNames()
  const [form] = Form.useForm()
  const filled = Form.useWatch([], form) as Record<string, unknown> | undefined
  const [error, setError] = useState<unknown>(null)
  const box = useRef<HTMLDivElement>(null)
  const [sending, setSending] = useState(false)
  const title = nameOf(step.names)
  const known = step.form.map((field) => field.key)

  const submit = async (values: Record<string, unknown>) => {
    setError(null)
    setSending(true)
    try {
      await take(toInput(shownFields(step.form, values), values))
      close()
    } catch (refusal) {
      setError(refusal)
      const faults = Object.entries(fieldFaults(refusal)).filter(([key]) => known.includes(key))
      form.setFields(faults.map(([name, message]) => ({ name, errors: [message] })))
      if (faults[0]) form.scrollToField(faults[0][0], { focus: true })
    } finally {
      setSending(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      width={560}
      onCancel={close}
      mask={{ closable: false }}
      confirmLoading={sending}
      okText={title}
      cancelText={shared('cancel')}
      onOk={form.submit}
      destroyOnHidden
      afterOpenChange={(open) => open && focusFirst(box.current)}
    >
      <div ref={box}>
        {intro && <p className={styles.intro}>{intro}</p>}
        {step.form.length === 0 && <p>{t('sure', { step: title })}</p>}
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          validateTrigger="onSubmit"
          initialValues={startingValues(step.form)}
          onFinish={submit}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
          }}
        >
          {shownFields(step.form, filled ?? startingValues(step.form)).map((field) => (
            <StepField key={field.key} field={field} communityId={communityId} />
          ))}
        </Form>
        {error !== null && <FormError error={error} fields={known} />}
        {isStale(error) && (
          <Button
            type="link"
            onClick={() => {
              refresh()
              close()
            }}
          >
            {shared('seeLatest')}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** The dialog opens on its first field, whatever kind that is. */
function focusFirst(box: HTMLElement | null) {
  box?.querySelector<HTMLElement>('input, textarea, canvas')?.focus()
}

/** A choice that has only one option is made. */
function startingValues(form: readonly FormField[]): Record<string, unknown> {
  return Object.fromEntries(
    form.flatMap((field) => {
      const only =
        field.type === 'choice' && field.required && field.options?.length === 1 ? field.options[0] : undefined
      const start = field.value ?? only?.value
      // typed in yuan
      const value = field.type === 'money' && typeof start === 'number' ? start / 100 : start
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}
