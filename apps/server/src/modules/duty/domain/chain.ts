import type { DutyPost, DutyTurn, Role } from '@sims/contracts'

/** The steps of a duty chain: a place in the roster, or a role. */
export interface Chain {
  steps: readonly { to: DutyTurn | Role }[]
}

/** What people on duty are called for, and the post that is called for it: only who can do something about it. */
const CALLED = { serviceRequest: 'serviceDesk', workOrder: 'engineering' } as const
export type CalledFor = keyof typeof CALLED

/** Who is called instead where nobody at all is rostered on the post. */
const WITHOUT_ROSTER: Record<CalledFor, readonly Role[]> = {
  serviceRequest: ['agent', 'steward'],
  workOrder: ['dispatcher', 'teamLead'],
}

/** Somebody on duty, by account. */
export interface OnPost {
  post: DutyPost
  order: number
  accountId: string
}
/** Accounts that hold a role where the record is. */
export type Holders = ReadonlyMap<Role, readonly string[]>

/** Roles that a chain may have to ask for. */
export const rolesOf = ({ steps }: Chain): Role[] => [
  ...new Set([
    ...steps.flatMap(({ to }) => (isTurn(to) ? [] : [to])),
    ...WITHOUT_ROSTER.serviceRequest,
    ...WITHOUT_ROSTER.workOrder,
  ]),
]

/**
 * Whom a record calls, a list of accounts for each call, by the steps of the chain. A step with nobody is passed over, so
 * that the next takes its turn; nobody is called twice. `first` … `third` are the places on the record's own post by the
 * order of calling (who have the same are called together), or, when nobody is rostered on it, its desk.
 */
export function callOrder(chain: Chain, kind: CalledFor, onDuty: readonly OnPost[], holders: Holders): string[][] {
  const called = new Set<string>()
  const own = onDuty.filter(({ post }) => post === CALLED[kind])
  const places = [...new Set(own.map(({ order }) => order))].sort((a, b) => a - b)
  const placed = (n: number) => accounts(own.filter(({ order }) => order === places[n]))
  const turns: Record<DutyTurn, () => string[]> = {
    first: () => (own.length > 0 ? placed(0) : WITHOUT_ROSTER[kind].flatMap((role) => holders.get(role) ?? [])),
    second: () => placed(1),
    third: () => placed(2),
    dutyManager: () => accounts(onDuty.filter(({ post }) => post === 'manager')),
  }
  return chain.steps.flatMap(({ to }) => {
    const all = isTurn(to) ? turns[to]() : (holders.get(to) ?? [])
    const fresh = [...new Set(all)].filter((account) => !called.has(account))
    for (const account of fresh) called.add(account)
    return fresh.length > 0 ? [fresh] : []
  })
}

const accounts = (some: readonly OnPost[]) => some.map(({ accountId }) => accountId)
const isTurn = (to: DutyTurn | Role): to is DutyTurn =>
  to === 'first' || to === 'second' || to === 'third' || to === 'dutyManager'
