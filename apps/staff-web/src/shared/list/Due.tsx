import { dayAndTime, dueText, spanText, texts, useLocale, useNow } from '@sims/ui'
import styles from './desk.module.css'

const useText = texts(
  'due',
  { created: '{{time}} 登记', left: '剩 {{span}}', over: '超时 {{span}}', by: '{{time}} 前', was: '应于 {{time}}' },
  {
    created: 'recorded {{time}}',
    left: '{{span}} left',
    over: '{{span}} overdue',
    by: 'by {{time}}',
    was: 'was due {{time}}',
  },
)

/** How long is left, and until when; of what is no longer timed, when it was made. Short, for a column of a list. */
export function Due({ record }: { record: { nextDueAt: string | null; createdAt: string } }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  if (!record.nextDueAt)
    return (
      <time className={styles.quiet} dateTime={record.createdAt}>
        {t('created', { time: dayAndTime(new Date(record.createdAt), now, locale) })}
      </time>
    )
  const due = new Date(record.nextDueAt)
  const left = due.getTime() - now.getTime()
  return (
    <time dateTime={record.nextDueAt} title={dueText(due, now, locale)} className={left < 0 ? styles.late : undefined}>
      {t(left < 0 ? 'over' : 'left', { span: spanText(left, locale) })}
      <small>{t(left < 0 ? 'was' : 'by', { time: dayAndTime(due, now, locale) })}</small>
    </time>
  )
}
