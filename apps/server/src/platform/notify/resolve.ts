import type { NoticeOrder, OutboxEvent } from '#platform/command'
import type { Tx } from '#platform/db'
import type { Recipient, Recipients } from './parts.ts'
import type { Silence } from './silence.ts'

export type Order = { event: OutboxEvent; order: NoticeOrder }

/** Told when nobody else is there to be told: an escalation or a call never goes to nobody. */
const LAST_RESORT = ['communityManager', 'executive']

/**
 * The recipients of each order; each question is asked once for all orders that need it. Whoever must not know of a
 * record is passed over before it is judged whether there is anybody; of one that is kept for some, these are told when
 * nobody else is there.
 */
export async function recipientsOf(
  tx: Tx,
  orders: readonly Order[],
  recipients: Recipients,
  silence: Silence,
): Promise<Recipient[][]> {
  const once = remembered()
  const idsOf = (to: NoticeOrder['to'], recordKind: string) => [
    ...new Set(
      orders
        .filter(({ event, order }) => order.to === to && event.recordKind === recordKind)
        .map(({ event }) => event.recordId),
    ),
  ]
  const ofRecord = async (
    { event: { recordKind, recordId } }: Order,
    who: 'requester' | 'assignee' | 'merged' | 'praised' | 'leads',
    to: NoticeOrder['to'],
  ) => {
    const all = await once(`${who} ${recordKind}`, () => recipients[who](tx, recordKind, idsOf(to, recordKind)))
    return all.filter((one) => one.recordId === recordId)
  }
  /** Whoever had the record until this event. */
  const previous = async ({ event }: Order) => {
    const idOf = (of: Order['event']) => of.ids?.previousAssigneeId ?? null
    const ids = orders.flatMap(({ event: one, order }) => (order.to === 'previous' ? (idOf(one) ?? []) : []))
    const all = await once('previous', () => recipients.accountsOf(tx, [...new Set(ids)]))
    return all.flatMap(({ staffId, accountId }) => (staffId === idOf(event) ? [accountId] : []))
  }
  const byRole = ({ event }: Order, roles: readonly string[]) => {
    const { communityId = null } = event
    return once(`roles ${roles} ${communityId}`, () => recipients.staffWithRoles(tx, roles, communityId))
  }
  const onDuty = ({ event }: Order) => {
    const { recordKind, communityId = null } = event
    return once(`duty ${recordKind} ${communityId}`, () => recipients.onDuty(tx, recordKind, communityId))
  }

  /** The first of these questions that somebody answers who may hear of it. */
  const firstOf = async (one: Order, ...asks: (() => Promise<readonly (string | Recipient)[]>)[]) => {
    const { event, order } = one
    // customers hear of what is theirs, whoever it is about
    const ofStaff = order.to !== 'requester' && order.to !== 'merged' && order.to !== 'accounts'
    const last = async () => (ofStaff ? silence.keepers(event.recordId) : [])
    for (const ask of [...asks, last]) {
      const found = (await ask())
        .map((who) => (typeof who === 'string' ? { recordId: event.recordId, accountId: who } : who))
        .filter(({ accountId }) => !ofStaff || !silence.covers(one, accountId))
      if (found.length > 0) return found
    }
    return []
  }

  /** One level of the duty chain. Work without a lead is told to who is on duty first. */
  const escalated = (one: Order, roles: readonly string[]) => {
    const lead = roles.includes('teamLead')
    const manager = roles.includes('communityManager')
    return firstOf(
      one,
      async () => (lead ? ofRecord(one, 'leads', 'chain') : []),
      async () => (lead ? ((await onDuty(one)).calls[0] ?? []) : []),
      async () => [...new Set([...(await byRole(one, roles)), ...(manager ? (await onDuty(one)).managers : [])])],
      () => byRole(one, LAST_RESORT),
    )
  }

  /** The next of the duty chain, those passed over who may not hear of it; after its end those who answer for everything. */
  const called = (one: Order, call: number) =>
    firstOf(
      one,
      async () => {
        const may = (accountId: string) => !silence.covers(one, accountId)
        const steps = (await onDuty(one)).calls.map((step) => step.filter(may)).filter((step) => step.length > 0)
        return steps[call - 1] ?? []
      },
      () => byRole(one, LAST_RESORT),
    )

  return Promise.all(
    orders.map(async (one) => {
      const { to, roles = [], call = 1 } = one.order
      if (to === 'chain') return escalated(one, roles)
      if (to === 'duty') return called(one, call)
      if (to === 'accounts') return firstOf(one, async () => one.order.accounts ?? [])
      return firstOf(
        one,
        async () => (to === 'roles' ? [] : to === 'previous' ? previous(one) : ofRecord(one, to, to)),
        async () => (roles.length > 0 ? byRole(one, roles) : []),
      )
    }),
  )
}

/** Answers a question by its name from what was asked before. */
function remembered() {
  const asked = new Map<string, Promise<unknown>>()
  return <T>(name: string, ask: () => Promise<T>): Promise<T> => {
    const answer = (asked.get(name) as Promise<T> | undefined) ?? ask()
    asked.set(name, answer)
    return answer
  }
}
