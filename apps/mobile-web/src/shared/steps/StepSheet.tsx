import { type AllowedStep, type FormField, shownFields } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { focusFault } from '../ui/focus-fault.ts'
import { Sheet } from '../ui/Sheet.tsx'
import { faultsOf, keyOf, missingOf } from './faults.ts'
import { StepForm } from './StepForm.tsx'
import { isGrave } from './take-step.ts'
import { useText } from './texts.ts'

const wanting = (field: FormField) => (field.type === 'checklist' ? 'checklistOpen' : 'required')

interface StepSheetProps {
  step: AllowedStep
  error: unknown
  sending: boolean
  /** no line at the moment: it is sent as soon as there is one */
  waiting: boolean
  onTake: (input: Record<string, unknown>) => void
  onClose: () => void
}

/** What the record says already, to begin with. */
const startingValues = (form: readonly FormField[]): Record<string, unknown> =>
  Object.fromEntries(form.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])))

/** What is sent: nothing of fields that a later choice has taken out of the form. */
const valuesOf = (form: readonly FormField[], values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(form.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])))

/** A step's form with its faults; or, where a grave step has none, the question whether it is meant. */
export function StepSheet({ step, error, sending, waiting, onTake, onClose }: StepSheetProps) {
  const t = useText()
  const name = useNames()(step.names)
  const [values, setValues] = useState(() => startingValues(step.form))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState<string[]>([])
  const form = shownFields(step.form, values)
  const missing = missingOf(form, values)
  const faults = {
    ...faultsOf(error, form),
    ...(tried && Object.fromEntries(missing.map((field) => [field.key, t(wanting(field))]))),
  }
  return (
    <Sheet title={name} onClose={onClose}>
      {step.form.length === 0 && <p>{t('sure', { step: name })}</p>}
      <StepForm
        form={form}
        values={values}
        faults={faults}
        onChange={(key, value) => setValues((now) => ({ ...now, [key]: value }))}
        onBusy={(key, isBusy) => setBusy((now) => [...now.filter((one) => one !== key), ...(isBusy ? [key] : [])])}
      />
      <ErrorNotice error={error} shownElsewhere={(path) => keyOf(path) in faults} />
      {waiting && <p role="status">{t('waiting')}</p>}
      <Button
        kind={isGrave(step) ? 'danger' : 'primary'}
        wide
        busy={sending || busy.length > 0}
        onClick={() => {
          setTried(true)
          if (missing.length === 0) onTake(valuesOf(form, values))
          else focusFault()
        }}
      >
        {busy.length > 0 ? t('uploading') : name}
      </Button>
    </Sheet>
  )
}
