import type { ImportState, ImportSummary } from '@sims/contracts/web'
import { Tag, type Tone } from '../../shared/sheet/Tag.tsx'
import { useText } from './texts.ts'

/** Work is under way in the background. */
export const isWorking = (state: ImportState) => ['reading', 'checking', 'running', 'undoing'].includes(state)

const tones: Partial<Record<ImportState, Tone>> = {
  refused: 'danger',
  stopped: 'danger',
  done: 'good',
  checked: 'warn',
  read: 'warn',
}

/** Where an import stands; how far, while it is at work. */
export function StateTag({ run }: { run: Pick<ImportSummary, 'state' | 'progress'> }) {
  const t = useText()
  const counted = run.state === 'running' || run.state === 'undoing'
  return (
    <Tag tone={tones[run.state]}>
      {t(`state_${run.state}`)}
      {counted && ` ${Math.round(run.progress * 100)}%`}
    </Tag>
  )
}
