import { type Customer, residencyKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Link, useLocation } from 'react-router'
import desk from '../../shared/list/desk.module.css'
import styles from './customers.module.css'
import { useText } from './texts.ts'

export function CustomerRow({ customer, open }: { customer: Customer; open: boolean }) {
  const t = useText()
  const nameOf = useNames()
  const { search } = useLocation()
  const homes = customer.residencies.filter((home) => home.endedOn === null)
  return (
    <li className={`${desk.row} ${styles.row} ${open ? desk.opened : ''}`}>
      <Link
        data-row
        className={`${desk.link} ${styles.name}`}
        to={{ pathname: `/customers/${customer.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {customer.name}
        {customer.kind === 'firm' && <i className={desk.mark}>{t('firm')}</i>}
      </Link>
      <span>{customer.phone}</span>
      <span className={styles.homes}>
        {homes.length === 0
          ? t('noResidency')
          : homes
              .map((home) => `${home.communityName} ${home.premisesName}（${nameOf(residencyKindNames[home.kind])}）`)
              .join('，')}
      </span>
      <span className={styles.openCount}>
        {customer.openRequests > 0 && t('openCount', { count: customer.openRequests })}
      </span>
    </li>
  )
}
