import { type Message, type MessageState, messageStateNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import styles from './messages.module.css'
import { useText } from './texts.ts'

const TONES: Partial<Record<MessageState, 'good' | 'warn' | 'danger'>> = {
  sent: 'good',
  delivered: 'good',
  waiting: 'warn',
  failed: 'danger',
  gaveUp: 'danger',
}

/** How a message stands, and the word for why. */
export function StateTag({ message: { state, held, reason, attempts } }: { message: Message }) {
  const t = useText()
  const nameOf = useNames()
  // a message that nobody has tried yet is no worry
  const tone = state === 'waiting' && attempts === 0 ? 'none' : (TONES[state] ?? 'none')
  const why = held ? t(held) : reason
  return (
    <span className={styles.state}>
      <span className={styles.tag} data-tone={tone}>
        {nameOf(messageStateNames[state])}
      </span>
      {why && <small>{why}</small>}
    </span>
  )
}
