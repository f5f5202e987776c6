import type { ReactNode } from 'react'
import styles from './PhaseTag.module.css'

/** What the reader has to think of a phase: it waits for someone, it is being worked on, it is done, it rests. */
const tones: Record<string, string | undefined> = {
  new: styles.wait,
  accepted: styles.work,
  assigned: styles.work,
  executing: styles.work,
  suspended: styles.wait,
  feedback: styles.wait,
  followUp: styles.work,
  settled: styles.done,
  archived: styles.done,
}

/** The name of a state, coloured by its phase; the words come with the data. */
export function PhaseTag({ phase, children }: { phase: string; children: ReactNode }) {
  return <span className={`${styles.tag} ${tones[phase] ?? ''}`}>{children}</span>
}
