import type { Tx } from '#platform/db'
import { type CalledFor, ringOrder } from './domain/shifts.ts'
import { shiftsNow } from './store.ts'

/** Accounts of those on duty: `calls` in the order in which they are rung, a list for each call, and the managers. */
export interface OnDuty {
  calls: string[][]
  managers: string[]
}

/** Who is on duty at `now` for records of a community, those of the whole company included; with null only they. */
export async function onDuty(tx: Tx, recordKind: CalledFor, communityId: string | null, now: Date): Promise<OnDuty> {
  const rows = (await shiftsNow(tx, now)).filter((row) => row.communityId === null || row.communityId === communityId)
  const accounts = new Map(rows.map((row) => [row.staffId, row.accountId]))
  return {
    calls: ringOrder(rows, recordKind).map((step) => step.map((staffId) => accounts.get(staffId) as string)),
    managers: [...new Set(rows.flatMap((row) => (row.post === 'manager' ? [row.accountId] : [])))],
  }
}
