import type { AllowedStep } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useApi } from '../api.ts'
import { isStale } from '../problem.ts'
import { useSharedText } from '../texts.ts'
import { useShortcuts } from '../use-shortcuts.ts'
import styles from './record.module.css'
import { dangerous, orderSteps } from './step-order.ts'
import { useRecordText } from './texts.ts'

const StepDialog = lazy(() => import('../step-form/StepDialog.tsx'))

interface StepBarProps {
  record: { allowed: readonly AllowedStep[]; definitionId: string; state: string }
  communityId?: string
  take: (step: AllowedStep, input: Record<string, unknown>) => Promise<unknown>
  refresh: () => void
}

/** The allowed steps as buttons, what leads on first; 1–9 press them. */
export function StepBar({ record, communityId, take, refresh }: StepBarProps) {
  const t = useRecordText()
  const shared = useSharedText()
  const nameOf = useNames()
  const [asked, setAsked] = useState<AllowedStep | null>(null)
  const [running, setRunning] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const picture = useApi(
    'getProcess',
    { params: { id: record.definitionId } },
    { staleTime: Number.POSITIVE_INFINITY, enabled: record.allowed.length > 0 },
  )
  // nothing is pressed while the order may still change
  const steps = picture.isPending ? [] : orderSteps(record.allowed, picture.data, record.state)

  const press = async (step: AllowedStep) => {
    setError(null)
    if (step.form.length > 0 || dangerous.includes(step.verb)) return setAsked(step)
    setRunning(step.key)
    try {
      await take(step, {})
    } catch (refusal) {
      setError(refusal)
    } finally {
      setRunning(null)
    }
  }
  useShortcuts(
    Object.fromEntries(steps.slice(0, 9).map(({ step }, index) => [String(index + 1), () => void press(step)])),
  )
  if (record.allowed.length === 0) return null
  return (
    <div className={styles.steps}>
      {steps.map(({ step, onward }, index) => (
        <Button
          key={step.key}
          type={index === 0 && onward ? 'primary' : 'default'}
          danger={dangerous.includes(step.verb)}
          loading={running === step.key}
          disabled={running !== null && running !== step.key}
          title={t('key', { key: index + 1 })}
          onClick={() => void press(step)}
        >
          {nameOf(step.names)}
          {index < 9 && (
            <span className="key" aria-hidden="true">
              {index + 1}
            </span>
          )}
        </Button>
      ))}
      {error !== null && (
        <div className={styles.stepError}>
          <ErrorNotice error={error} />
          {isStale(error) && (
            <Button type="link" onClick={refresh}>
              {shared('seeLatest')}
            </Button>
          )}
        </div>
      )}
      {asked && (
        <Suspense fallback={null}>
          <StepDialog
            step={asked}
            communityId={communityId}
            take={(input) => take(asked, input)}
            refresh={refresh}
            close={() => setAsked(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
