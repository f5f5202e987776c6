import type { ReactNode } from 'react'
import styles from './PriceLines.module.css'

export interface PriceLine {
  /** what it is for, such as labour */
  kind: string
  name: string
  /** `2 × ¥35.00`; absent: one of it */
  count?: string | undefined
  amount: string
}

interface PriceLinesProps {
  lines: readonly PriceLine[]
  totalLabel: ReactNode
  total: string
  /** does not hold any more */
  void?: boolean
}

/** The lines of a price with their sums one below the other, and what they come to. */
export function PriceLines({ lines, totalLabel, total, void: isVoid = false }: PriceLinesProps) {
  return (
    <div className={`${styles.price} ${isVoid ? styles.void : ''}`}>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>
            <span className={styles.name}>
              {line.name}
              <small>
                {line.kind}
                {line.count && <span className={styles.count}>{line.count}</span>}
              </small>
            </span>
            <span className={styles.amount}>{line.amount}</span>
          </li>
        ))}
      </ul>
      <p className={styles.total}>
        <span>{totalLabel}</span>
        <strong>{total}</strong>
      </p>
    </div>
  )
}
