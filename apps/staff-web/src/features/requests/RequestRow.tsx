import { type Priority, priorityNames, type RequestSummary } from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { memo } from 'react'
import { Link, useLocation } from 'react-router'
import { Due } from '../../shared/list/Due.tsx'
import styles from '../../shared/list/desk.module.css'
import { useText } from './texts.ts'

interface RequestRowProps {
  request: RequestSummary
  open: boolean
  selected: boolean
  toggle: (id: string) => void
}

/** One request: on one line where there is room, on two beside an open record. */
export const RequestRow = memo(function RequestRow({ request, open, selected, toggle }: RequestRowProps) {
  const t = useText()
  const nameOf = useNames()
  const { search } = useLocation()
  const marks = [styles.row, open && styles.opened, selected && styles.selected, request.overdue && styles.overdue]
  return (
    <li className={marks.filter(Boolean).join(' ')} data-id={request.id}>
      <input
        type="checkbox"
        className={styles.check}
        aria-label={t('selectRow', { number: request.number })}
        checked={selected}
        onChange={() => toggle(request.id)}
      />
      <Link
        data-row
        className={`${styles.link} ${styles.number}`}
        to={{ pathname: `/requests/${request.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {request.number}
      </Link>
      <span className={styles.category}>{nameOf(request.categoryNames)}</span>
      <span className={styles.place} title={`${request.communityName} ${request.placeName}`}>
        <small>{request.communityName}</small> {request.placeName}
      </span>
      <span className={styles.description} title={request.description}>
        {request.imported && <em className={styles.mark}>{t('imported')}</em>}
        {request.description}
      </span>
      <span className={styles.phase}>
        <PhaseTag phase={request.phase}>{nameOf(request.stateNames)}</PhaseTag>
      </span>
      <span className={styles.priority} data-priority={request.priority}>
        {nameOf(priorityNames[request.priority as Priority])}
      </span>
      <span className={styles.due}>
        <Due record={request} />
      </span>
    </li>
  )
})
