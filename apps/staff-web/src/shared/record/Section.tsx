import type { ReactNode } from 'react'
import styles from './record.module.css'

interface SectionProps {
  title: string
  extra?: ReactNode
  children: ReactNode
}

/** A titled part of a record. */
export function Section({ title, extra, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.sectionHead}>
        <h3>{title}</h3>
        {extra}
      </header>
      {children}
    </section>
  )
}

/** Label and value pairs; a pair without a value is left out. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
