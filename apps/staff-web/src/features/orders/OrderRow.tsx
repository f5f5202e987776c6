import type { WorkOrderSummary } from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { memo } from 'react'
import { Link, useLocation } from 'react-router'
import { Due } from '../../shared/list/Due.tsx'
import styles from '../../shared/list/desk.module.css'
import own from './orders.module.css'
import { useText } from './texts.ts'

interface OrderRowProps {
  order: WorkOrderSummary
  open: boolean
  selected: boolean
  toggle: (id: string) => void
}

export const OrderRow = memo(function OrderRow({ order, open, selected, toggle }: OrderRowProps) {
  const t = useText()
  const nameOf = useNames()
  const { search } = useLocation()
  const marks = [styles.row, open && styles.opened, selected && styles.selected, order.overdue && styles.overdue]
  return (
    <li className={marks.filter(Boolean).join(' ')} data-id={order.id}>
      <input
        type="checkbox"
        className={styles.check}
        aria-label={t('selectRow', { number: order.number })}
        checked={selected}
        onChange={() => toggle(order.id)}
      />
      <Link
        data-row
        className={`${styles.link} ${styles.number}`}
        to={{ pathname: `/orders/${order.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {order.number}
      </Link>
      <span className={styles.category}>{nameOf(order.categoryNames)}</span>
      <span className={styles.place} title={`${order.communityName} ${order.placeName}`}>
        <small>{order.communityName}</small> {order.placeName}
      </span>
      <span className={styles.description} title={order.description}>
        {order.description}
      </span>
      <span className={styles.phase}>
        <PhaseTag phase={order.phase}>{nameOf(order.stateNames)}</PhaseTag>
      </span>
      <span className={own.assignee}>{order.assignee?.name ?? <em>{t('unassigned')}</em>}</span>
      <span className={styles.due}>
        <Due record={order} />
      </span>
    </li>
  )
})
