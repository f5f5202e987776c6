import type { ApiScope } from '@sims/contracts'
import { type Db, statement, type Tx } from '#platform/db'

/** A key that somebody calls with, as `find_api_key` gives it. */
export interface FoundKey {
  organization_id: string
  id: string
  name: string
  time_zone: string
  scopes: ApiScope[]
  communities: string[] | null
  address_ranges: string[]
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
  /** the end of the secret that was given: the key's own, or that of the overlap after a rotation */
  good_until: Date
}

export interface KeyRow {
  id: string
  name: string
  hint: string
  scopes: ApiScope[]
  communities: string[] | null
  addressRanges: string[]
  previousUntil: Date | null
  createdBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  lastUsedFrom: string | null
  revokedAt: Date | null
  version: number
}

const find = statement('api_key_find', 'select * from find_api_key($1, $2)')
const touch = statement(
  'api_key_touch',
  `update api_key set last_used_at = $3, last_used_from = $4
   where organization_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3)`,
)
const COLUMNS = `k.id, k.name, k.hint, k.scopes, k.communities, k.address_ranges as "addressRanges",
  k.previous_until as "previousUntil", s.name as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.last_used_at as "lastUsedAt", k.last_used_from as "lastUsedFrom", k.revoked_at as "revokedAt", k.version`
const all = statement(
  'api_key_all',
  `select ${COLUMNS} from api_key k join staff s on s.organization_id = k.organization_id and s.id = k.created_by
   where k.organization_id = $1 order by k.created_at desc, k.id desc limit 500`,
)
const locked = statement(
  'api_key_locked',
  `select ${COLUMNS} from api_key k join staff s on s.organization_id = k.organization_id and s.id = k.created_by
   where k.organization_id = $1 and k.id = $2 for update of k`,
)
const insert = statement(
  'api_key_insert',
  `insert into api_key (organization_id, id, name, hint, scopes, communities, address_ranges, secret_hash, created_by,
     created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
const rotate = statement(
  'api_key_rotate',
  `update api_key set previous_hash = case when $6::timestamptz is null then null else secret_hash end,
     previous_until = $6, secret_hash = $3, hint = $4, expires_at = $5, version = version + 1
   where organization_id = $1 and id = $2`,
)
const revoke = statement(
  'api_key_revoke',
  `update api_key set revoked_at = $3, previous_hash = null, previous_until = null, version = version + 1
   where organization_id = $1 and id = $2`,
)
const known = statement(
  'api_key_communities',
  'select id from community where organization_id = $1 and id = any($2::uuid[])',
)

/** The key of this id and secret, whoever's it is. */
export async function findKey(db: Db, id: string, hash: Buffer): Promise<FoundKey | null> {
  const [row] = await db.global<FoundKey>(find, [id, hash])
  return row ?? null
}

export const touchKey = (db: Db, key: FoundKey, from: string, now: Date): Promise<void> =>
  db.transaction(key.organization_id, async (tx) => {
    tx.queue(touch, [key.organization_id, key.id, now, from])
  })

export const keyRows = (tx: Tx): Promise<KeyRow[]> => tx.query(all, [tx.organizationId])

export async function lockKey(tx: Tx, id: string): Promise<KeyRow | undefined> {
  return (await tx.query<KeyRow>(locked, [tx.organizationId, id]))[0]
}

export interface NewKey extends Pick<KeyRow, 'id' | 'name' | 'hint' | 'scopes' | 'communities' | 'addressRanges'> {
  hash: Buffer
  createdBy: string
  createdAt: Date
  expiresAt: Date
}

export function insertKey(tx: Tx, key: NewKey): void {
  const { id, name, hint, scopes, communities, addressRanges, hash, createdBy, createdAt, expiresAt } = key
  const values = [id, name, hint, scopes, communities, addressRanges, hash, createdBy, createdAt, expiresAt]
  tx.queue(insert, [tx.organizationId, ...values])
}

/** Puts a new secret in the place of the present one, which goes on until `overlapUntil`, if at all. */
export function rotateKeyRow(
  tx: Tx,
  id: string,
  { hash, hint, expiresAt, overlapUntil }: { hash: Buffer; hint: string; expiresAt: Date; overlapUntil: Date | null },
): void {
  tx.queue(rotate, [tx.organizationId, id, hash, hint, expiresAt, overlapUntil])
}

export const revokeKeyRow = (tx: Tx, id: string, now: Date): void => void tx.queue(revoke, [tx.organizationId, id, now])

/** Those of some communities that there are. */
export async function communitiesKnown(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(known, [tx.organizationId, ids])
  return new Set(rows.map((row) => row.id))
}
