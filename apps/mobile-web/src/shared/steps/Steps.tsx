import type { AllowedStep } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { toast } from '../ui/toast.tsx'
import { StepSheet } from './StepSheet.tsx'
import styles from './Steps.module.css'
import { isGrave, type StepRecord, sorted, useTakeStep } from './take-step.ts'
import { useText } from './texts.ts'

interface StepsProps {
  record: StepRecord
  allowed: AllowedStep[]
  /** after a step was taken */
  onTaken?: (step: AllowedStep) => void
}

const inSight = 2

/** The steps that the reader may take now, as buttons for the thumb; what needs a form opens it. */
export function Steps({ record, allowed, onTaken }: StepsProps) {
  const t = useText()
  const nameOf = useNames()
  const [open, setOpen] = useState<string | null>(null)
  const [more, setMore] = useState(false)
  const take = useTakeStep(record)

  const send = (step: AllowedStep, input: Record<string, unknown>) =>
    take.mutate(
      { step, input },
      {
        onSuccess: () => {
          setOpen(null)
          toast(t('done', { step: nameOf(step.names) }))
          onTaken?.(step)
        },
        // the sheet tells what is wrong and lets try again, also for a step without a form
        onError: () => setOpen(step.key),
      },
    )
  const press = (step: AllowedStep) => {
    setMore(false)
    take.reset()
    if (step.form.length > 0 || isGrave(step)) setOpen(step.key)
    else send(step, {})
  }

  const { first, others } = sorted(allowed)
  const folded = others.length > inSight
  const shown = allowed.find((step) => step.key === open)
  const gone = open !== null && !shown && take.error !== null
  return (
    <>
      <div className={styles.bar}>
        {folded && <Button onClick={() => setMore(true)}>{t('more')}</Button>}
        {!folded &&
          others.map((step) => (
            <Button key={step.key} onClick={() => press(step)}>
              {nameOf(step.names)}
            </Button>
          ))}
        {first && (
          <Button kind="primary" busy={take.isPending} onClick={() => press(first)}>
            {nameOf(first.names)}
          </Button>
        )}
      </div>
      {more && (
        <Sheet title={t('more')} onClose={() => setMore(false)}>
          {others.map((step) => (
            <Button key={step.key} wide onClick={() => press(step)}>
              {nameOf(step.names)}
            </Button>
          ))}
        </Sheet>
      )}
      {shown && (
        <StepSheet
          key={shown.key}
          step={shown}
          error={take.error}
          sending={take.isPending}
          waiting={take.isPaused}
          onTake={(input) => send(shown, input)}
          onClose={() => setOpen(null)}
        />
      )}
      {gone && (
        <Sheet title={t('changed')} onClose={() => setOpen(null)}>
          <p>{take.error.message}</p>
        </Sheet>
      )}
    </>
  )
}
