import type { ReactNode } from 'react'
import styles from './Notices.module.css'

interface EmptyStateProps {
  title: string
  /** what to do next */
  hint?: string
  action?: ReactNode
}

/** A page or list without content: says what it would hold and what to do next. */
export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
