import type { AllowedStep, RequestSummary, Verb } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { recordReads, useApi, useCommand } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import StepDialog from '../../shared/step-form/StepDialog.tsx'
import type { BulkOutcome } from './BulkResult.tsx'
import { useText } from './texts.ts'

/** What makes sense on many records at once. */
const bulkVerbs: readonly Verb[] = ['accept', 'settle', 'archive']

interface BulkBarProps {
  chosen: readonly RequestSummary[]
  clear: () => void
  told: (outcome: BulkOutcome) => void
}

/** The same step on all selected requests. The first one's allowed steps say which steps there are and their forms. */
export default function BulkBar({ chosen, clear, told }: BulkBarProps) {
  const t = useText()
  const nameOf = useNames()
  const first = useApi('getRequest', { params: { id: chosen[0]?.id ?? '' } }, { keep: true })
  const takeAll = useCommand('takeRequestSteps', recordReads)
  const [asked, setAsked] = useState<AllowedStep | null>(null)
  const steps = first.data?.allowed.filter((step) => bulkVerbs.includes(step.verb)) ?? []

  const take = async (step: AllowedStep, input: Record<string, unknown>) => {
    const records = chosen.map(({ id, version }) => ({ id, version }))
    const answer = await takeAll.run({ body: { step: step.key, records, input: input as never } })
    told({ step, answer, numbers: new Map(chosen.map(({ id, number }) => [id, number])) })
  }
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('selected', { count: chosen.length })}>
      <strong>{t('selected', { count: chosen.length })}</strong>
      {steps.map((step) => (
        <Button key={step.key} size="small" type="primary" onClick={() => setAsked(step)}>
          {nameOf(step.names)}
        </Button>
      ))}
      {first.data && steps.length === 0 && <span className={styles.quiet}>{t('bulkNone')}</span>}
      <span className={styles.grow} />
      <Button size="small" type="text" onClick={clear}>
        {t('unselect')}
      </Button>
      {asked && (
        <StepDialog
          step={asked}
          intro={t('bulkIntro', { count: chosen.length })}
          take={(input) => take(asked, input)}
          refresh={clear}
          close={() => setAsked(null)}
        />
      )}
    </div>
  )
}
