import type { ServiceRequest } from '@sims/contracts/web'
import { Link } from 'react-router'
import { Contact } from '../../shared/customer/Contact.tsx'
import styles from '../../shared/record/frame.module.css'
import { useMay } from '../../shared/session.ts'
import { writeFilters } from './filters.ts'
import { useText } from './texts.ts'

/** Who reported it, masked, with ways to the customer's record and other requests. */
export function CustomerCard({ request }: { request: ServiceRequest }) {
  const t = useText()
  const mayOpen = useMay('customers')
  const { customerId, name, phone } = request.contact
  return (
    <div className={styles.card}>
      <Contact customerId={customerId} name={name} phone={phone} />
      <p className={styles.links}>
        {mayOpen && <Link to={`/customers/${customerId}`}>{t('customerPage')}</Link>}
        <Link to={{ pathname: '/requests', search: writeFilters({ queue: 'all', customerId }).toString() }}>
          {t('customerRequests')}
        </Link>
      </p>
    </div>
  )
}
