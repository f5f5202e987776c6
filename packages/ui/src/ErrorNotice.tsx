import styles from './Notices.module.css'
import { useText } from './texts.ts'

/** The part of a refusal (problem+json) that people read. */
interface Refusal {
  status: number
  detail: string
  requestId: string
  fields?: { path: string; message: string }[]
}

/** Whether asking again can help: a lost line, too many calls, a fault of the server; not a refusal. */
const mayPass = (refusal: Refusal | undefined) => !refusal || refusal.status === 429 || refusal.status >= 500

interface ErrorNoticeProps {
  /** what was thrown: an error with the server's `problem`, or the failure of the line */
  error: unknown
  /** fields that show their own fault beside themselves, by path */
  shownElsewhere?: (path: string) => boolean
  retry?: () => void
}

/** Says what went wrong and what to do about it; the number of the request only where the fault is ours. */
export function ErrorNotice({ error, shownElsewhere, retry }: ErrorNoticeProps) {
  const t = useText()
  if (!error) return null
  const refusal = (error as { problem?: Refusal }).problem
  const fields = (refusal?.fields ?? []).filter((field) => !shownElsewhere?.(field.path))
  return (
    <div className={styles.error} role="alert">
      <p>{refusal?.detail ?? t('offline')}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.path + field.message}>{field.message}</li>
          ))}
        </ul>
      )}
      {refusal && refusal.status >= 500 && (
        <p className={styles.number}>{t('requestNumber', { id: refusal.requestId })}</p>
      )}
      {retry && mayPass(refusal) && (
        <button type="button" className={styles.retry} onClick={retry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
