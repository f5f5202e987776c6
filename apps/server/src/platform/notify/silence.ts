import { KEPT_FOR, rolesWith } from '#platform/access'
import type { Tx } from '#platform/db'
import type { Recipients } from './parts.ts'
import type { Order } from './resolve.ts'

/** The records that an order tells of. */
const recordsOf = ({ event, order }: Order) => [event.recordId, ...(order.alsoAbout ?? [])]

/** Who among the staff may not be told of what. */
export interface Silence {
  /** true: not a word to this account */
  covers(order: Order, accountId: string): boolean
  /** who is told of a record that is kept for some when nobody else is there; nobody of other records */
  keepers(recordId: string): readonly string[]
}

/** Whom some records are about, and for whom they are kept. */
export async function silenceOf(
  tx: Tx,
  orders: readonly Order[],
  { hiddenFrom, keptRecords, staffWithRoles }: Recipients,
): Promise<Silence> {
  const communityOf = new Map(
    orders.flatMap((one) => recordsOf(one).map((id) => [id, one.event.communityId ?? null] as const)),
  )
  const kinds = [...Map.groupBy(orders, ({ event }) => event.recordKind)].map(([kind, some]) => ({
    kind,
    ids: [...new Set(some.flatMap(recordsOf))],
  }))
  const [named, kept] = await Promise.all([
    Promise.all(kinds.map(({ kind, ids }) => hiddenFrom(tx, kind, ids))),
    Promise.all(kinds.map(({ kind, ids }) => keptRecords(tx, kind, ids))),
  ])
  const hidden = new Set(named.flat().map(({ recordId, accountId }) => `${recordId} ${accountId}`))
  const keepers = new Map<string, string[]>()
  const owners = new Map<string, string | null>()
  for (const { recordId, for: keptFor, ownerAccountId } of kept.flat()) {
    const roles = rolesWith(KEPT_FOR[keptFor])
    keepers.set(recordId, await staffWithRoles(tx, roles, communityOf.get(recordId) ?? null))
    owners.set(recordId, ownerAccountId)
  }
  const outside = (recordId: string, accountId: string) => {
    const all = keepers.get(recordId)
    return all !== undefined && owners.get(recordId) !== accountId && !all.includes(accountId)
  }
  return {
    covers: (order, accountId) =>
      recordsOf(order).some((id) => hidden.has(`${id} ${accountId}`) || outside(id, accountId)),
    keepers: (recordId) => keepers.get(recordId) ?? [],
  }
}
