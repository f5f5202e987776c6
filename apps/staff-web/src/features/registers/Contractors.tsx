import { type Contractor, SKILLS } from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { Link, useLocation } from 'react-router'
import { useList } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { skillNames } from '../../shared/skills.ts'
import { Choice } from './Choice.tsx'
import { RegisterFrame, type RegisterListProps, useFilters } from './RegisterList.tsx'
import { activeTone } from './registers.ts'
import { useText } from './texts.ts'

const flag = (value: string | undefined) => (value === 'true' || value === 'false' ? value : undefined)

/** Contractors: name, trades, contact, qualification, whether they work for us, until when the contract holds. */
export function Contractors(props: RegisterListProps) {
  const t = useText()
  const nameOf = useNames()
  const { get } = useFilters()
  const list = useList('listContractors', {
    q: get('q'),
    trade: SKILLS.find((one) => one === get('trade')),
    active: flag(get('active')),
    expired: flag(get('expired')),
    limit: 50,
  })
  return (
    <RegisterFrame
      {...props}
      register="contractors"
      list={list}
      headings={[t('name'), t('trades'), t('contact'), t('qualification'), t('state'), t('contract')]}
      filters={
        <>
          <Choice
            name="trade"
            all={t('allTrades')}
            options={SKILLS.map((value) => ({ value, label: nameOf(skillNames(value)) }))}
          />
          <Choice
            name="active"
            all={t('allStates')}
            options={[
              { value: 'true', label: t('active_contractors') },
              { value: 'false', label: t('inactive_contractors') },
            ]}
          />
          <Choice
            name="expired"
            all={t('anyExpiry')}
            options={[
              { value: 'true', label: t('onlyExpired') },
              { value: 'false', label: t('onlyValid') },
            ]}
          />
        </>
      }
      rows={list.items.map((one) => <Row key={one.id} one={one} open={one.id === props.openId} />)}
    />
  )
}

function Row({ one, open }: { one: Contractor; open: boolean }) {
  const t = useText()
  const nameOf = useNames()
  const { search } = useLocation()
  const until = (day: string | null, expired: boolean) =>
    day && <span className={expired ? styles.late : undefined}>{t(expired ? 'ended' : 'until', { day })}</span>
  return (
    <li className={open ? `${styles.row} ${styles.opened}` : styles.row}>
      <Link
        data-row
        className={`${styles.link} ${styles.number}`}
        to={{ pathname: `/registers/contractors/${one.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {one.name}
      </Link>
      <span className={styles.category}>{one.trades.map((trade) => nameOf(skillNames(trade))).join(' ')}</span>
      <span className={styles.place}>{[one.contactName, one.contactPhone].filter(Boolean).join(' ')}</span>
      <span className={styles.description}>
        {one.qualification} {until(one.qualificationUntil, one.qualificationExpired)}
      </span>
      <span className={styles.phase}>
        <PhaseTag phase={activeTone(one.active)}>
          {t(one.active ? 'active_contractors' : 'inactive_contractors')}
        </PhaseTag>
      </span>
      <span className={styles.due}>{until(one.contractUntil, one.contractExpired)}</span>
    </li>
  )
}
