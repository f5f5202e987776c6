import { useState } from 'react'
import styles from './DueTime.module.css'
import { useLocale } from './i18n.ts'
import { useText } from './texts.ts'
import { dueText } from './time.ts'
import { useNow } from './use-now.ts'

interface DueTimeProps {
  /** RFC 3339; null draws nothing */
  dueAt: string | null
  /** the clock has stopped in time */
  met?: boolean
  /** why it is due then; one click away */
  explanation?: string
}

const soon = 60 * 60_000

/** "还剩 3 小时 12 分（今天 17:00 前）": red once overdue, amber in the last hour. */
export function DueTime({ dueAt, met = false, explanation }: DueTimeProps) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const [open, setOpen] = useState(false)
  if (!dueAt) return null
  if (met) return <span className={styles.met}>{t('met')}</span>
  const due = new Date(dueAt)
  const left = due.getTime() - now.getTime()
  const tone = left < 0 ? styles.overdue : left < soon ? styles.soon : styles.due
  const label = <time dateTime={dueAt}>{dueText(due, now, locale)}</time>
  if (!explanation) return <span className={tone}>{label}</span>
  return (
    <span className={tone}>
      <button
        type="button"
        className={styles.why}
        aria-expanded={open}
        title={t('why')}
        onClick={(event) => {
          event.preventDefault()
          setOpen(!open)
        }}
      >
        {label}
      </button>
      {open && <p className={styles.reason}>{explanation}</p>}
    </span>
  )
}
