import { dutyPostNames } from '@sims/contracts/web'
import { dayName, ErrorNotice, useLocale, useNames, useNow } from '@sims/ui'
import { useAnswer } from '../../shared/api.ts'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './duty.module.css'
import { useText } from './texts.ts'

const SHOWN = 6

/** My next turns of duty: when, where, on which post, and when I am called. */
export function MyDuty() {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { data, error, refetch } = useAnswer('myDuty')
  if (error) return <ErrorNotice error={error} retry={refetch} />
  if (!data) return null
  return (
    <Card title={t('mine')}>
      {data.items.length === 0 && <p className={styles.soft}>{t('none')}</p>}
      <ul>
        {data.items.slice(0, SHOWN).map((shift) => {
          const starts = new Date(shift.startsAt)
          return (
            <li key={shift.id} className={styles.turn}>
              <span>
                <b>
                  {dayName(starts, now, locale)} {shift.from}–{shift.to}
                </b>
                {starts <= now && <em className={styles.on}>{t('now')}</em>}
              </span>
              <span className={styles.soft}>
                {shift.communityName ?? t('company')} · {nameOf(dutyPostNames[shift.post])}
                {shift.post !== 'manager' && ` · ${t(`nth${shift.order as 1 | 2 | 3}`)}`}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
