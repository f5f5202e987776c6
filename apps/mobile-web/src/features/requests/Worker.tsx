import type { WorkOrderSummary } from '@sims/contracts/web'
import { PhaseTag, useNames, VisitTime } from '@sims/ui'
import { Call } from '../../shared/ui/Call.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './RequestView.module.css'
import { useText } from './texts.ts'

interface WorkerProps {
  order: WorkOrderSummary
  withState: boolean
  /** when they come */
  visit: { from: string; to: string } | undefined
  /** what the customer tells them once the work is looked at */
  code: string | undefined
}

/** Who comes, and how to reach them. With several, each tells how far it is; with one the request tells it. */
export function Worker({ order, withState, visit, code }: WorkerProps) {
  const t = useText()
  const nameOf = useNames()
  const { assignee } = order
  if (!assignee) return null
  return (
    <Card>
      <div className={styles.worker}>
        <span className={styles.initial} aria-hidden="true">
          {[...assignee.name][0]}
        </span>
        <div>
          <p className={styles.role}>{t('worker')}</p>
          <p className={styles.name}>{assignee.name}</p>
          {withState && <PhaseTag phase={order.phase}>{nameOf(order.stateNames)}</PhaseTag>}
        </div>
        {assignee.phone && <Call phone={assignee.phone} />}
      </div>
      {visit && (
        <p className={styles.visit}>
          <span>{t('visit')}</span>
          <strong>
            <VisitTime from={visit.from} to={visit.to} />
          </strong>
        </p>
      )}
      {code && (
        <p className={styles.code}>
          <span>{t('code')}</span>
          <strong>{code}</strong>
          <small>{t('codeHint')}</small>
        </p>
      )}
    </Card>
  )
}
