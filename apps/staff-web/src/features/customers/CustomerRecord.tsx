import { type Customer, residencyKindNames, residencyOutcomeNames, residencyStateNames } from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { Link, useParams } from 'react-router'
import { useApi, useList } from '../../shared/api.ts'
import { Contact } from '../../shared/customer/Contact.tsx'
import { Due } from '../../shared/list/Due.tsx'
import styles from '../../shared/record/frame.module.css'
import { RecordFrame, RecordPending } from '../../shared/record/RecordFrame.tsx'
import { Section } from '../../shared/record/Section.tsx'
import { useMay } from '../../shared/session.ts'
import { Tag } from '../../shared/sheet/Tag.tsx'
import own from './customers.module.css'
import { Proxies } from './Proxies.tsx'
import { useText } from './texts.ts'

/** One customer: masked name and phone, premises, requests. */
export function CustomerRecord() {
  const t = useText()
  const { id = '' } = useParams()
  const mayCare = useMay('customerCare')
  const customer = useApi('getCustomer', { params: { id } })
  if (!customer.data)
    return <RecordPending listPath="/customers" error={customer.error} retry={() => void customer.refetch()} />
  return (
    <RecordFrame
      key={id}
      listPath="/customers"
      label={customer.data.name}
      head={
        <>
          <Contact customerId={id} name={customer.data.name} phone={customer.data.phone} />
          {customer.data.kind === 'firm' && <Tag>{t('firm')}</Tag>}
        </>
      }
    >
      <div className={own.body}>
        <Homes customer={customer.data} />
        {mayCare && <Proxies customerId={id} firm={customer.data.kind === 'firm'} />}
        <Requests customerId={id} />
      </div>
    </RecordFrame>
  )
}

function Homes({ customer }: { customer: Customer }) {
  const t = useText()
  const nameOf = useNames()
  const mayCare = useMay('customerCare')
  return (
    <Section title={t('residencies')}>
      {customer.residencies.length === 0 && <p className={styles.quiet}>{t('noResidency')}</p>}
      <ul className={own.list}>
        {customer.residencies.map((home) => (
          <li key={home.id}>
            <span>
              {mayCare ? (
                <Link to={`/premises/${home.premisesId}`}>
                  {home.communityName} <strong>{home.premisesName}</strong>
                </Link>
              ) : (
                <>
                  {home.communityName} <strong>{home.premisesName}</strong>
                </>
              )}
            </span>
            <span>{nameOf(residencyKindNames[home.kind])}</span>
            <span className={home.state === 'claimed' ? own.waiting : styles.quiet}>
              {nameOf(home.outcome ? residencyOutcomeNames[home.outcome] : residencyStateNames[home.state])}
              {home.endedOn && ` · ${t('ended', { day: home.endedOn })}`}
              {!home.endedOn && home.until && ` · ${t('until', { day: home.until })}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Requests({ customerId }: { customerId: string }) {
  const t = useText()
  const nameOf = useNames()
  const mayTakeIn = useMay('intake')
  const list = useList('listRequests', { customerId, limit: 10 })
  return (
    <Section
      title={t('requests')}
      extra={
        <span className={styles.links}>
          {list.items.length > 0 && <Link to={`/requests?queue=all&customer=${customerId}`}>{t('allRequests')}</Link>}
          {mayTakeIn && <Link to={`/requests/new?customer=${customerId}`}>{t('newRequest')}</Link>}
        </span>
      }
    >
      {list.isSuccess && list.items.length === 0 && <p className={styles.quiet}>{t('noRequests')}</p>}
      <ul className={own.list}>
        {list.items.map((request) => (
          <li key={request.id}>
            <span className={own.request}>
              <Link to={`/requests/${request.id}`}>{request.number}</Link> {nameOf(request.categoryNames)}
              <small>{request.description}</small>
            </span>
            <PhaseTag phase={request.phase}>{nameOf(request.stateNames)}</PhaseTag>
            <span className={own.due}>
              <Due record={request} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
