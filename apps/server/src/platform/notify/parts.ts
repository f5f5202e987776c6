import type { RecordKind } from '@sims/contracts'
import type { Tx } from '#platform/db'
import type { HiddenFrom, KeptRecords } from '#platform/realtime'
import type { Described } from './texts.ts'

/** An account to tell about a record; `about` when the notice should lead to another record than the event's. */
export interface Recipient {
  recordId: string
  accountId: string
  about?: { recordKind: RecordKind; recordId: string }
}

/** Who is behind "requester", "assignee", "merged" and roles; the modules know. All take many records at once. */
export interface Recipients {
  /** the accounts of the customers who reported these records */
  requester(tx: Tx, recordKind: string, recordIds: readonly string[]): Promise<Recipient[]>
  /** of an order its assignee; of a request its first contact owner, and the assignees of its open orders */
  assignee(tx: Tx, recordKind: string, recordIds: readonly string[]): Promise<Recipient[]>
  /** the accounts of some members of staff */
  accountsOf(tx: Tx, staffIds: readonly string[]): Promise<{ staffId: string; accountId: string }[]>
  /** the accounts of the customers whose requests were merged into these, about their own request */
  merged(tx: Tx, recordKind: string, recordIds: readonly string[]): Promise<Recipient[]>
  /** the accounts of the members of staff whom these praise, by name or as a team */
  praised(tx: Tx, recordKind: string, recordIds: readonly string[]): Promise<Recipient[]>
  /** the leads of the teams of those assignees; nobody is their own */
  leads(tx: Tx, recordKind: string, recordIds: readonly string[]): Promise<Recipient[]>
  /** accounts to be called now for such records of a community: a list for each call of the duty chain, and the managers on duty */
  onDuty(tx: Tx, recordKind: string, communityId: string | null): Promise<{ calls: string[][]; managers: string[] }>
  /** accounts of staff with one of the roles in the community (or in all); in any community when it is null */
  staffWithRoles(tx: Tx, roles: readonly string[], communityId: string | null): Promise<string[]>
  /** who is never told of these records */
  hiddenFrom: HiddenFrom
  /** of which staff are told only who may see them */
  keptRecords: KeptRecords
}

/** What notices say of records, by id; a record that is gone is left out. */
export type Describe = (tx: Tx, recordKind: RecordKind, recordIds: readonly string[]) => Promise<Map<string, Described>>

/** Where customers are reached, unsealed for this moment; never stored, logged or queued. */
export type Addresses = (
  tx: Tx,
  customerIds: readonly string[],
) => Promise<Map<string, { phone: string | null; email: string | null }>>
