import { type DutyChain, dutyTurnNames, roleNames } from '@sims/contracts/web'
import { useListed, useNames } from '@sims/ui'
import { useDutyChainText } from './duty-chain-texts.ts'
import type { Words } from './kinds.tsx'

type To = DutyChain['steps'][number]['to']

/** Names of all that a chain can call. */
export const calleeNames = { ...roleNames, ...dutyTurnNames }

/** A chain is compared step by step. */
export function useDutyChainWords(): Words {
  const t = useDutyChainText()
  const nameOf = useNames()
  const listed = useListed()
  return {
    label: (path) => {
      const [head, n] = path.split('.')
      if (head === 'steps') return n === undefined ? t('to') : t('steps', { n })
      return head === 'quietHours' ? t('quiet') : t('channels')
    },
    value: (path, value) => {
      if (value === null) return t('none')
      if (Array.isArray(value)) return listed(value.map((one) => wordOf(one)))
      if (typeof value === 'object') {
        const { to, minutes, from } = value as { to?: string; minutes?: number; from?: string }
        return path.startsWith('quietHours') ? `${from}–${to}` : `${nameOf(calleeNames[to as To])} ${minutes}`
      }
      return wordOf(value)
    },
  }

  function wordOf(value: unknown): string {
    if (value === 'app' || value === 'email') return t(value)
    if (typeof value === 'object' && value !== null && 'to' in value) return nameOf(calleeNames[value.to as To])
    return Object.hasOwn(calleeNames, String(value)) ? nameOf(calleeNames[value as To]) : String(value)
  }
}
