import type { Tx } from '#platform/db'
import { currentDutyChain } from '#platform/regulations'
import { type CalledFor, callOrder, rolesOf } from './domain/chain.ts'
import { holdersOf, shiftsNow } from './store.ts'

/** Accounts: `calls` in the order in which they are rung by the duty chain, a list for each call, and the managers on duty. */
export interface OnDuty {
  calls: string[][]
  managers: string[]
}

/**
 * Who is to be called at `now` for records of a community, those on duty for the whole company included. With null: only
 * those, and holders of roles anywhere.
 */
export async function onDuty(tx: Tx, recordKind: CalledFor, communityId: string | null, now: Date): Promise<OnDuty> {
  const chain = await currentDutyChain(tx, now)
  const [all, holders] = await Promise.all([shiftsNow(tx, now), holdersOf(tx, rolesOf(chain), communityId, now)])
  const rows = all.filter((row) => row.communityId === null || row.communityId === communityId)
  return {
    calls: callOrder(chain, recordKind, rows, holders),
    managers: [...new Set(rows.flatMap((row) => (row.post === 'manager' ? [row.accountId] : [])))],
  }
}
