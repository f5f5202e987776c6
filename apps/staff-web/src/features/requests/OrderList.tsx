import type { WorkOrderSummary } from '@sims/contracts/web'
import { DueTime, PhaseTag, useNames } from '@sims/ui'
import { Link } from 'react-router'
import styles from '../../shared/record/frame.module.css'
import { useText } from './texts.ts'

/** The work orders of a request: who has them, how far they are. */
export function OrderList({ orders }: { orders: readonly WorkOrderSummary[] }) {
  const t = useText()
  const nameOf = useNames()
  if (orders.length === 0) return <p className={styles.quiet}>{t('noOrders')}</p>
  return (
    <ul className={styles.orders}>
      {orders.map((order) => (
        <li key={order.id}>
          <span className={styles.orderHead}>
            <Link to={`/orders/${order.id}`}>{order.number}</Link>
            <PhaseTag phase={order.phase}>{nameOf(order.stateNames)}</PhaseTag>
          </span>
          <span>{order.assignee?.name ?? t('unassigned')}</span>
          <DueTime dueAt={order.nextDueAt} />
        </li>
      ))}
    </ul>
  )
}
