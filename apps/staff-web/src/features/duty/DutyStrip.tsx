import { type DutyShift, dutyPostNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useState } from 'react'
import { Link } from 'react-router'
import { useApi } from '../../shared/api.ts'
import styles from './strip.module.css'
import { useText } from './texts.ts'

const MINUTE = 60_000

/** Who is on duty today, by community, in one line above the desk; phones for those who may call. */
export function DutyStrip() {
  const t = useText()
  const [phones, setPhones] = useState(false)
  const now = useApi('dutyNow', { query: {} }, { every: () => MINUTE, keep: true })
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  if (!now.data || !communities.data) return null
  const all = [...now.data.shifts, ...now.data.later]
  const places = [...communities.data.items.map(({ id, name }) => ({ id, name })), { id: null, name: t('company') }]
  const groups = places
    .map((place) => ({ ...place, shifts: all.filter(({ communityId }) => communityId === place.id) }))
    .filter(({ shifts }) => shifts.length > 0)
  const callable = all.some(({ staff }) => staff.phone)
  return (
    <aside className={styles.strip} aria-label={t('strip')}>
      <strong>{t('strip')}</strong>
      {groups.length === 0 && <span className={now.data.offDuty ? styles.alarm : styles.soft}>{t('nobodyToday')}</span>}
      <dl className={styles.groups}>
        {groups.map(({ id, name, shifts }) => (
          <div key={id} className={styles.group}>
            {groups.length > 1 && <dt>{name}</dt>}
            {shifts.map((shift) => (
              <Person key={shift.id} shift={shift} phone={phones || groups.length === 1} />
            ))}
          </div>
        ))}
      </dl>
      {callable && groups.length > 1 && (
        <button type="button" className={styles.toggle} aria-pressed={phones} onClick={() => setPhones(!phones)}>
          {t(phones ? 'hidePhones' : 'showPhones')}
        </button>
      )}
      <Link to="/duty">{t('toRoster')}</Link>
    </aside>
  )
}

function Person({ shift: { post, staff, from, to }, phone }: { shift: DutyShift; phone: boolean }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <dd title={`${nameOf(dutyPostNames[post])} ${from}–${to}`}>
      <span className={styles.soft}>{t(post)}</span> {staff.name}
      {phone && staff.phone && (
        <a href={`tel:${staff.phone}`} aria-label={t('call', { phone: staff.phone })}>
          {staff.phone}
        </a>
      )}
    </dd>
  )
}
