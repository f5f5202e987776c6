import { DUTY_TURNS, type DutyChain, dutyChain, type Role } from '@sims/contracts'
import type { FieldFault } from '#kernel'
import type { Tx } from '#platform/db'
import { checkedOnce } from './checked.ts'
import { currentRules } from './current.ts'
import { DEFAULT } from './matrix.ts'

/** The rule kind of the duty chain; an organization has one, under the key `default`. */
export const DUTY_CHAIN = 'dutyChain'

/** What a new organization starts with: everybody has ten minutes, and nothing is quiet. */
export const DEFAULT_DUTY_CHAIN: DutyChain = dutyChain.parse({
  steps: [
    { to: 'first', minutes: 10 },
    { to: 'second', minutes: 10 },
    { to: 'third', minutes: 10 },
    { to: 'dutyManager', minutes: 10 },
    { to: 'communityManager', minutes: 10 },
    { to: 'executive', minutes: 10 },
  ],
  quietHours: null,
  channels: ['app', 'email', 'sms'],
})

const chainOf = checkedOnce<DutyChain>(dutyChain)

/** The duty chain in force at `now`; the default where none has been published, because somebody must be called. */
export async function currentDutyChain(tx: Tx, now: Date): Promise<DutyChain> {
  const rule = (await currentRules(tx, DUTY_CHAIN, now)).get(DEFAULT)
  return rule ? chainOf(rule) : DEFAULT_DUTY_CHAIN
}

/** What keeps a chain from reaching anybody; paths lead into it. `held`: the roles that somebody has. */
export function chainFaults({ steps, quietHours, channels }: DutyChain, held: ReadonlySet<Role>): FieldFault[] {
  const isTurn = (to: string) => (DUTY_TURNS as readonly string[]).includes(to)
  const last = steps.at(-1)
  return [
    ...(steps.length < 2 ? [{ path: 'steps', code: 'dutyChain.tooShort' }] : []),
    ...(last && isTurn(last.to) ? [{ path: `steps.${steps.length - 1}.to`, code: 'dutyChain.noEnd' }] : []),
    ...steps.flatMap(({ to, minutes }, i) => [
      ...(minutes > 0 ? [] : [{ path: `steps.${i}.minutes`, code: 'dutyChain.minutes' }]),
      ...(steps.findIndex((other) => other.to === to) < i ? [{ path: `steps.${i}.to`, code: 'dutyChain.twice' }] : []),
      ...(isTurn(to) || held.has(to as Role) ? [] : [{ path: `steps.${i}.to`, code: 'dutyChain.roleOfNobody' }]),
    ]),
    ...(quietHours && quietHours.from === quietHours.to ? [{ path: 'quietHours', code: 'dutyChain.quietAlways' }] : []),
    ...(channels.includes('app') ? [] : [{ path: 'channels', code: 'dutyChain.notInApp' }]),
  ]
}
