import type { Customer } from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { Button } from 'antd'
import { Link } from 'react-router'
import { useList } from '../../shared/api.ts'
import styles from './intake.module.css'
import { useText } from './texts.ts'

const shown = 5

/** The caller's card: who it is, and what of theirs is still open, so that nothing is taken down twice. */
export function KnownCaller({ customer, change }: { customer: Customer; change: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const open = useList('listRequests', { customerId: customer.id, queue: 'open', limit: shown })
  return (
    <div className={styles.card}>
      <p className={styles.cardHead}>
        <strong>{customer.name}</strong>
        <span>{customer.phone}</span>
        <span className={styles.grow} />
        <Button size="small" type="link" onClick={change}>
          {t('change')}
        </Button>
      </p>
      {open.items.length > 0 && (
        <>
          <p className={styles.openHead}>
            {t(open.hasNextPage ? 'openRequestsMore' : 'openRequests', { count: open.items.length })}
          </p>
          <ul className={styles.openList}>
            {open.items.slice(0, shown).map((request) => (
              <li key={request.id}>
                <Link to={`/requests/${request.id}`}>{request.number}</Link>
                <span>{nameOf(request.categoryNames)}</span>
                <span className={styles.cut}>{request.description}</span>
                <PhaseTag phase={request.phase}>{nameOf(request.stateNames)}</PhaseTag>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
