import type { Names } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import type { Words } from './kinds.tsx'
import { useText } from './texts.ts'

const PARTS = [
  'names',
  'states',
  'steps',
  'clocks',
  'target',
  'cases',
  'warn',
  'escalate',
  'form',
  'roles',
  'guards',
  'effects',
] as const

/** A process is compared state by state, step by step, clock by clock; what a part is called says its own content. */
export function useProcessWords(): Words {
  const t = useText()
  const nameOf = useNames()
  const part = (segment: string) => {
    const known = PARTS.find((one) => one === segment)
    return known ? t(`p_${known}`) : segment
  }
  return {
    label: (path) => path.split('.').map(part).join(' · '),
    value: (_, value) => {
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
      if (value === null) return t('empty')
      if (typeof value !== 'object') return String(value)
      if ('names' in value) return nameOf(value.names as unknown as Names)
      if ('zh-CN' in value) return nameOf(value as unknown as Names)
      return JSON.stringify(value)
    },
  }
}
