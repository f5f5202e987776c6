import { CLOSED_PHASES, type RequestSummary } from '@sims/contracts/web'
import { dayAndTime, PhaseTag, useLocale, useNames, useNow } from '@sims/ui'
import { Link } from 'react-router'
import { Icon } from '../../shared/ui/icons.tsx'
import { ProgressBar } from './Progress.tsx'
import styles from './RequestCard.module.css'
import { useText } from './texts.ts'

/** One request in a list: what, where, how far. */
export function RequestCard({ request }: { request: RequestSummary }) {
  const t = useText()
  const locale = useLocale()
  const nameOf = useNames()
  const now = useNow()
  return (
    <Link className={styles.card} to={`/requests/${request.id}`}>
      <span className={styles.head}>
        <strong>{nameOf(request.categoryNames)}</strong>
        <PhaseTag phase={request.phase}>{nameOf(request.stateNames)}</PhaseTag>
      </span>
      {request.asksPrice && (
        <span className={styles.asked}>
          <Icon name="alert" />
          {t('asksPrice')}
        </span>
      )}
      <span className={styles.words}>{request.description}</span>
      {!CLOSED_PHASES.includes(request.phase) && <ProgressBar kind={request.kind} phase={request.phase} />}
      <span className={styles.foot}>
        <span>{request.placeName}</span>
        <span>{t('reportedAt', { time: dayAndTime(new Date(request.createdAt), now, locale) })}</span>
      </span>
    </Link>
  )
}
