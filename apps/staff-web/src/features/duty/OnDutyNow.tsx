import { type DutyShift, dutyPostNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import { PhoneIcon } from '../../shared/icons.tsx'
import styles from './duty.module.css'
import posts from './posts.module.css'
import { useText } from './texts.ts'

const MINUTE = 60_000

/** Who is on duty at this moment, with the phone for those who may call, and who comes later today. */
export function OnDutyNow({ communityId, note }: { communityId: string | undefined; note: string | undefined }) {
  const t = useText()
  const now = useApi('dutyNow', { query: { communityId } }, { every: () => MINUTE, keep: true })
  if (!now.data) return <ErrorNotice error={now.error} retry={() => void now.refetch()} />
  const { shifts, later, offDuty } = now.data
  return (
    <section className={styles.now} aria-label={t('now')}>
      <h2>
        {t('now')}
        <span className={styles.soft}>{t(offDuty ? 'nowOff' : 'nowOn')}</span>
        {note && <span className={styles.soft}>{note}</span>}
      </h2>
      {shifts.length === 0 && <p className={offDuty ? styles.alarm : styles.soft}>{t('nobodyNow')}</p>}
      <ul className={styles.people}>
        {shifts.map((shift) => (
          <Person key={shift.id} shift={shift} until={t('until', { to: shift.to })} />
        ))}
        {later.map((shift) => (
          <Person key={shift.id} shift={shift} until={t('laterToday', { from: shift.from })} comes />
        ))}
      </ul>
    </section>
  )
}

function Person({ shift, until, comes = false }: { shift: DutyShift; until: string; comes?: boolean }) {
  const t = useText()
  const nameOf = useNames()
  const { staff, post } = shift
  return (
    <li className={comes ? `${styles.person} ${styles.comes}` : styles.person}>
      <i className={`${posts.mark} ${posts[post]}`} aria-hidden="true" />
      <span className={styles.soft}>{nameOf(dutyPostNames[post])}</span>
      <b>{staff.name}</b>
      {staff.phone && (
        <a href={`tel:${staff.phone}`} aria-label={t('call', { phone: staff.phone })}>
          <PhoneIcon size={14} />
          {staff.phone}
        </a>
      )}
      <span className={styles.soft}>{until}</span>
    </li>
  )
}
