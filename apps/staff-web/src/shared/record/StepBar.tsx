import type { AllowedStep, Verb } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { isStale } from '../problem.ts'
import { useSharedText } from '../texts.ts'
import { useShortcuts } from '../use-shortcuts.ts'
import styles from './record.module.css'
import { useRecordText } from './texts.ts'

const StepDialog = lazy(() => import('../step-form/StepDialog.tsx'))

const dangerous: readonly Verb[] = ['cancel', 'withdraw', 'forceClose', 'return', 'merge']
/** Steps that lead away from the straight way come after those that lead on. */
const aside: readonly Verb[] = ['suspend', 'transfer', 'urge', 'rework', 'reopen', ...dangerous]
const rank = (step: AllowedStep) => aside.indexOf(step.verb)

interface StepBarProps {
  allowed: readonly AllowedStep[]
  communityId?: string
  take: (step: AllowedStep, input: Record<string, unknown>) => Promise<unknown>
  refresh: () => void
}

/** The allowed steps as buttons, the next on the straight way first; 1–9 press them. */
export function StepBar({ allowed, communityId, take, refresh }: StepBarProps) {
  const t = useRecordText()
  const shared = useSharedText()
  const nameOf = useNames()
  const [asked, setAsked] = useState<AllowedStep | null>(null)
  const [running, setRunning] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const steps = [...allowed].sort((a, b) => rank(a) - rank(b))

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
  useShortcuts(Object.fromEntries(steps.slice(0, 9).map((step, index) => [String(index + 1), () => void press(step)])))
  if (steps.length === 0) return null
  return (
    <div className={styles.steps}>
      {steps.map((step, index) => (
        <Button
          key={step.key}
          type={index === 0 && rank(step) < 0 ? 'primary' : 'default'}
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
