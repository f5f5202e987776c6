import { type PriceLine, PriceLines } from './PriceLines.tsx'
import styles from './PriceQuote.module.css'

interface PriceQuoteProps {
  lines: readonly PriceLine[]
  totalLabel: string
  total: string
  /** does not hold any more */
  void: boolean
  note: string | null
  /** who said what and when, a line each */
  story: readonly string[]
  /** what the customer said to it */
  said: string | null
}

/** A price that somebody was told: its lines, what they come to, and what became of it. */
export function PriceQuote({ note, story, said, ...price }: PriceQuoteProps) {
  return (
    <div className={styles.quote}>
      <PriceLines {...price} />
      {note && <p className={styles.note}>{note}</p>}
      <div className={styles.story}>
        {story.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {said && <q className={styles.said}>{said}</q>}
    </div>
  )
}
