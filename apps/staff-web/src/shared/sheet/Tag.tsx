import type { ReactNode } from 'react'
import styles from './sheet.module.css'

export type Tone = 'danger' | 'good' | 'warn' | 'quiet'

/** A word about where something stands. */
export function Tag({ tone = 'quiet', children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
