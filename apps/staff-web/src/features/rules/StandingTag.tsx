import type { RuleStanding } from '@sims/contracts/web'
import styles from './tag.module.css'
import { useText } from './texts.ts'

const tones: Partial<Record<RuleStanding, string>> = {
  inForce: 'good',
  draft: 'warn',
  review: 'warn',
  scheduled: 'warn',
}

export function StandingTag({ standing }: { standing: RuleStanding }) {
  const t = useText()
  return (
    <span className={styles.tag} data-tone={tones[standing]}>
      {t(`standing_${standing}`)}
    </span>
  )
}
