import { Fragment, type ReactNode } from 'react'
import styles from './Card.module.css'

interface CardProps {
  title?: ReactNode
  side?: ReactNode
  children: ReactNode
}

export function Card({ title, side, children }: CardProps) {
  return (
    <section className={styles.card}>
      {title && (
        <h2 className={styles.title}>
          <span>{title}</span>
          {side}
        </h2>
      )}
      {children}
    </section>
  )
}

/** Label and value in two aligned columns; what has no value is left out. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(
        ([label, value]) =>
          value && (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}
