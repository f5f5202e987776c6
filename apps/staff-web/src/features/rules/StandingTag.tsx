import type { RuleStanding } from '@sims/contracts/web'
import { Tag, type Tone } from '../../shared/sheet/Tag.tsx'
import { useText } from './texts.ts'

const tones: Partial<Record<RuleStanding, Tone>> = {
  inForce: 'good',
  draft: 'warn',
  review: 'warn',
  scheduled: 'warn',
}

export function StandingTag({ standing }: { standing: RuleStanding }) {
  const t = useText()
  return <Tag tone={tones[standing]}>{t(`standing_${standing}`)}</Tag>
}
