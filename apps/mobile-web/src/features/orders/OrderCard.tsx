import type { WorkOrderSummary } from '@sims/contracts/web'
import { DueTime, PhaseTag, useNames } from '@sims/ui'
import { Link } from 'react-router'
import { Icon } from '../../shared/ui/icons.tsx'
import styles from './orders.module.css'
import { useText } from './texts.ts'

/** One work order in a list: when, what, where. */
export function OrderCard({ order, closed = false }: { order: WorkOrderSummary; closed?: boolean }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <Link className={styles.card} to={`/orders/${order.id}`}>
      <span className={styles.head}>
        <strong>
          {nameOf(order.categoryNames)}
          {order.priority === 1 && <em className={styles.urgent}>{t('urgent')}</em>}
        </strong>
        <PhaseTag phase={order.phase}>{nameOf(order.stateNames)}</PhaseTag>
      </span>
      <span className={styles.place}>
        <Icon name="pin" />
        {order.communityName} {order.placeName}
      </span>
      <span className={styles.words}>{order.description}</span>
      <span className={styles.foot}>
        <span>{order.number}</span>
        {!closed && <DueTime dueAt={order.nextDueAt} />}
      </span>
    </Link>
  )
}
