import type { HookEvent } from '@sims/contracts'
import { statement, type Tx } from '#platform/db'
import { bindTo, type Cipher } from '#platform/privacy'

export interface HookRow {
  id: string
  name: string
  url: string
  events: HookEvent[]
  communities: string[] | null
  active: boolean
  wrappedKey: Buffer
  secretSealed: Buffer
  previousSealed: Buffer | null
  previousUntil: Date | null
  failingSince: Date | null
  pausedAt: Date | null
  createdAt: Date
  version: number
}

export const HOOK_COLUMNS = `h.id, h.name, h.url, h.events, h.communities, h.active, h.wrapped_key as "wrappedKey",
  h.secret_sealed as "secretSealed", h.previous_sealed as "previousSealed", h.previous_until as "previousUntil",
  h.failing_since as "failingSince", h.paused_at as "pausedAt", h.created_at as "createdAt", h.version`

const locked = statement(
  'hook_locked',
  `select ${HOOK_COLUMNS} from hook h where h.organization_id = $1 and h.id = $2 for update`,
)
const insert = statement(
  'hook_insert',
  `insert into hook (organization_id, id, name, url, events, communities, wrapped_key, secret_sealed, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const change = statement(
  'hook_change',
  `update hook set name = $3, url = $4, events = $5, communities = $6, active = $7,
     failing_since = case when $7 and not active then null else failing_since end,
     paused_at = case when $7 then null else paused_at end, version = version + 1
   where organization_id = $1 and id = $2`,
)
/** What waits goes on waiting while a hook is paused, and is tried at once when it goes on. */
const hold = statement(
  'hook_hold',
  `update hook_delivery set next_at = null
   where organization_id = $1 and hook_id = $2 and state = 'waiting' and next_at is not null`,
)
const goOn = statement(
  'hook_go_on',
  `update hook_delivery set next_at = $3
   where organization_id = $1 and hook_id = $2 and state = 'waiting' and next_at is null`,
)
const rotate = statement(
  'hook_rotate',
  `update hook set wrapped_key = $3, secret_sealed = $4, previous_sealed = $5, previous_until = $6,
     version = version + 1
   where organization_id = $1 and id = $2`,
)
const remove = statement('hook_remove', 'delete from hook where organization_id = $1 and id = $2')

export async function lockHook(tx: Tx, id: string): Promise<HookRow | undefined> {
  return (await tx.query<HookRow>(locked, [tx.organizationId, id]))[0]
}

type Form = Pick<HookRow, 'id' | 'name' | 'url' | 'events' | 'communities'>

export function insertHook(tx: Tx, row: Form & Sealed & { createdAt: Date }): void {
  const { id, name, url, events, communities, wrappedKey, secretSealed, createdAt } = row
  tx.queue(insert, [tx.organizationId, id, name, url, events, communities, wrappedKey, secretSealed, createdAt])
}

/** Queues a hook's new form; what waits is held back or goes on with it. */
export function changeHookRow(tx: Tx, row: Form & { active: boolean }, now: Date): void {
  const { id, name, url, events, communities, active } = row
  tx.queue(change, [tx.organizationId, id, name, url, events, communities, active])
  if (active) tx.queue(goOn, [tx.organizationId, id, now])
  else holdDeliveries(tx, id)
}

export const holdDeliveries = (tx: Tx, hookId: string): void => void tx.queue(hold, [tx.organizationId, hookId])

export function rotateHookRow(tx: Tx, id: string, sealed: Sealed, previous: Buffer | null, until: Date | null): void {
  tx.queue(rotate, [tx.organizationId, id, sealed.wrappedKey, sealed.secretSealed, previous, until])
}

export const removeHookRow = (tx: Tx, id: string): void => void tx.queue(remove, [tx.organizationId, id])

interface Sealed {
  wrappedKey: Buffer
  secretSealed: Buffer
}
type Secrets = Pick<HookRow, 'id' | 'wrappedKey' | 'secretSealed' | 'previousSealed' | 'previousUntil'>

/** A secret sealed for its row, and the one before it with the same data key. */
export function sealSecrets(
  cipher: Cipher,
  organizationId: string,
  id: string,
  secret: string,
  previous: string | null = null,
): Sealed & { previousSealed: Buffer | null } {
  const { wrapped, key } = cipher.newDataKey()
  const seal = (text: string) => cipher.seal(key, text, placeOf(organizationId, id))
  return { wrappedKey: wrapped, secretSealed: seal(secret), previousSealed: previous === null ? null : seal(previous) }
}

/** The secrets that sign now, in clear: the present one, and after a rotation the one before for a while. */
export function openSecrets(cipher: Cipher, organizationId: string, row: Secrets, now: Date): [string, ...string[]] {
  const key = cipher.unwrap(row.wrappedKey)
  const open = (sealed: Buffer) => cipher.open(key, sealed, placeOf(organizationId, row.id))
  const both = row.previousSealed && row.previousUntil && now < row.previousUntil
  return [open(row.secretSealed), ...(both ? [open(row.previousSealed as Buffer)] : [])]
}

const placeOf = (organizationId: string, id: string) => bindTo('hook.secret_sealed', organizationId, id)
