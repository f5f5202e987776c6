import { useLocale } from './i18n.ts'
import { type Photo, PhotoStrip } from './PhotoStrip.tsx'
import styles from './Timeline.module.css'
import { useText } from './texts.ts'
import { dayAndTime } from './time.ts'
import { useNow } from './use-now.ts'

/** As the API tells it; oldest first or newest first, the list is drawn newest first. */
export interface TimelineItem {
  seq: number
  title: string
  actorKind: string
  actorName: string | null
  proxyName: string | null
  occurredAt: string
  receivedAt: string
  internal: boolean
  details: { label: string; value: string }[]
  photos: string[]
}

interface TimelineProps {
  entries: readonly TimelineItem[]
  photo: (id: string) => Photo
}

const muchLater = 10 * 60_000

/** What happened to a record, newest first: what, when, who, with the form as it was filled in. */
export function Timeline({ entries, photo }: TimelineProps) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const newestFirst = [...entries].sort((a, b) => b.seq - a.seq)
  return (
    <ol className={styles.timeline}>
      {newestFirst.map((entry) => {
        const at = new Date(entry.occurredAt)
        const received = new Date(entry.receivedAt)
        const late = received.getTime() - at.getTime() > muchLater
        return (
          <li key={entry.seq} className={styles.entry}>
            <div className={styles.head}>
              <span className={styles.title}>{entry.title}</span>
              <time className={styles.when} dateTime={entry.occurredAt}>
                {dayAndTime(at, now, locale)}
              </time>
            </div>
            <p className={styles.who}>
              {entry.actorName ?? t(entry.actorKind === 'resident' ? 'resident' : 'system')}
              {entry.proxyName !== null && t('byProxy', { name: entry.proxyName })}
              {late && ` · ${t('recordedLater', { time: dayAndTime(received, now, locale) })}`}
              {entry.internal && <span className={styles.internal}>{t('internal')}</span>}
            </p>
            {entry.details.length > 0 && (
              <dl className={styles.details}>
                {entry.details.map((detail) => (
                  <Detail key={detail.label} {...detail} />
                ))}
              </dl>
            )}
            {entry.photos.length > 0 && (
              <div className={styles.photos}>
                <PhotoStrip photos={entry.photos.map(photo)} />
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Detail({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
