import { type BothNames, useNames } from './i18n.ts'
import styles from './PartLines.module.css'

export interface PartLine {
  name: string
  /** how many for how much, such as `2 个 × ¥28.00` */
  quantity: string
  amount: string
  payer: BothNames
}

/** What a piece of work has used, a line each. */
export function PartLines({ lines, label }: { lines: readonly PartLine[]; label: string }) {
  const nameOf = useNames()
  return (
    <ul className={styles.lines} aria-label={label}>
      {lines.map(({ name, quantity, amount, payer }, index) => (
        // the list is always replaced as a whole
        <li key={index}>
          <span className={styles.name}>{name}</span>
          <span className={styles.amount}>{amount}</span>
          <small>{quantity}</small>
          <small className={styles.payer}>{nameOf(payer)}</small>
        </li>
      ))}
    </ul>
  )
}
