import { dayAndTime, ErrorNotice, useLocale, useNames, useNow } from '@sims/ui'
import { useAnswer } from '../../shared/api.ts'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './praise.module.css'
import { useText } from './texts.ts'

const SHOWN = 5

/** What customers have said to praise me or my team, the latest. */
export function MyPraise() {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { data, error, refetch } = useAnswer('myPraise')
  if (error) return <ErrorNotice error={error} retry={refetch} />
  if (!data) return null
  return (
    <Card title={t('title')}>
      {data.items.length === 0 && <p className={styles.soft}>{t('none')}</p>}
      <ul>
        {data.items.slice(0, SHOWN).map((one) => (
          <li key={one.id} className={styles.one}>
            <p className={styles.words}>{one.words}</p>
            <p className={styles.soft}>
              {nameOf(one.categoryNames)} · {dayAndTime(new Date(one.at), now, locale)}
              {!one.personal && ` · ${t('team')}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
