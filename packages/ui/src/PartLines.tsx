import { moneyText, partPayerNames, partTotal, type UsedPart } from '@sims/contracts/web'
import { useNames } from './i18n.ts'
import styles from './PartLines.module.css'

/** What a piece of work has used, a line each: how many for how much, and who pays. */
export function PartLines({ parts, label }: { parts: readonly UsedPart[]; label: string }) {
  const nameOf = useNames()
  return (
    <ul className={styles.lines} aria-label={label}>
      {parts.map((part, index) => (
        // the list is always replaced as a whole
        <li key={index}>
          <span className={styles.name}>{part.name}</span>
          <span className={styles.amount}>{moneyText(partTotal(part))}</span>
          <small>
            {part.quantity} {part.unit} × {moneyText(part.unitPrice)}
          </small>
          <small className={styles.payer}>{nameOf(partPayerNames[part.payer])}</small>
        </li>
      ))}
    </ul>
  )
}
