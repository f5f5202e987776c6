import type { AllowedStep, Answer, RequestSummary, Verb } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { recordReads, useApi, useCommand } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import StepDialog from '../../shared/step-form/StepDialog.tsx'
import { useText } from './texts.ts'

/** What makes sense on many records at once. */
const bulkVerbs: readonly Verb[] = ['accept', 'settle', 'archive']

interface BulkBarProps {
  chosen: readonly RequestSummary[]
  clear: () => void
}

/** The same step on all selected requests. The first one's allowed steps say which steps there are and their forms. */
export default function BulkBar({ chosen, clear }: BulkBarProps) {
  const t = useText()
  const nameOf = useNames()
  const first = useApi('getRequest', { params: { id: chosen[0]?.id ?? '' } }, { keep: true })
  const takeAll = useCommand('takeRequestSteps', recordReads)
  const [asked, setAsked] = useState<AllowedStep | null>(null)
  const [outcome, setOutcome] = useState<{ step: AllowedStep; answer: Answer<'takeRequestSteps'> } | null>(null)
  const steps = first.data?.allowed.filter((step) => bulkVerbs.includes(step.verb)) ?? []
  const numberOf = (id: string) => chosen.find((request) => request.id === id)?.number ?? id

  const take = async (step: AllowedStep, input: Record<string, unknown>) => {
    const records = chosen.map(({ id, version }) => ({ id, version }))
    const answer = await takeAll.run({ body: { step: step.key, records, input: input as never } })
    setOutcome({ step, answer })
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
      {outcome && (
        <Modal
          open
          title={t('bulkResult', { step: nameOf(outcome.step.names) })}
          okText={t('close')}
          cancelButtonProps={{ hidden: true }}
          onOk={clear}
          onCancel={clear}
        >
          <p className={styles.taken}>{t('bulkTaken', { count: outcome.answer.taken.length })}</p>
          {outcome.answer.refused.length > 0 && (
            <>
              <p className={styles.refused}>{t('bulkRefused', { count: outcome.answer.refused.length })}</p>
              <ul className={styles.refusals}>
                {outcome.answer.refused.map((refusal) => (
                  <li key={refusal.id}>
                    <strong>{numberOf(refusal.id)}</strong>
                    {refusal.message}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Modal>
      )}
    </div>
  )
}
