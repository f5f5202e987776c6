import type { ResidencyKind } from '@sims/contracts'
import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { isMobile, phoneHash, type Secrets } from '#platform/privacy'
import { type SealedPerson, sealPerson } from './vault.ts'

export interface NewCustomer {
  id: string
  kind: 'person' | 'firm'
  name: string
  phone: string | null
  email?: string | null
  verified: boolean
}

const customers = statement(
  'customers_insert',
  `insert into customer (organization_id, id, kind, wrapped_key, name_sealed, phone_sealed, email_sealed, blind_tokens,
     verified, created_at)
   select $1, r.id, r.kind, r.wrapped_key, r.name_sealed, r.phone_sealed, r.email_sealed, r.tokens::integer[],
     r.verified, $2
   from unnest($3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::text[], $10::bool[])
     r (id, kind, wrapped_key, name_sealed, phone_sealed, email_sealed, tokens, verified)`,
)

/** Queues new customers, each sealed with a key of its own; gives their sealed rows in order. */
export function insertCustomers(tx: Tx, secrets: Secrets, rows: readonly NewCustomer[], now: Date): SealedPerson[] {
  const sealed = rows.map((row) => ({ row, ...sealPerson(secrets, tx.organizationId, row.id, row) }))
  tx.queue(customers, [
    tx.organizationId,
    now,
    ...unnested(
      sealed,
      (s) => s.id,
      (s) => s.row.kind,
      (s) => s.wrappedKey,
      (s) => s.nameSealed,
      (s) => s.phoneSealed,
      (s) => s.emailSealed,
      // an array of arrays would be flattened by unnest
      (s) => `{${s.blindTokens.join(',')}}`,
      (s) => s.row.verified,
    ),
  ])
  return sealed
}

export interface NewResidency {
  id?: string
  customerId: string
  premisesId: string
  kind: ResidencyKind
  verifiedAt: Date | null
  verifiedBy?: string | null
  movedInOn?: string | null
  /** the last day as agreed, inclusive */
  until?: string | null
  endedOn?: string | null
  /** claimed without an invitation: gives no access before it is verified */
  selfClaimed?: boolean
}

const residencies = statement(
  'residencies_insert',
  `insert into residency (organization_id, id, customer_id, premises_id, kind, verified_at, verified_by, moved_in_on,
     ended_on, until, self_claimed, created_at)
   select $1, r.*, $2 from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[], $8::uuid[],
     $9::date[], $10::date[], $11::date[], $12::bool[]) r
   on conflict (organization_id, customer_id, premises_id) where ended_on is null do nothing`,
)

/** Queues residencies; a person who lives there already goes on living there. */
export function insertResidencies(tx: Tx, rows: readonly NewResidency[], now: Date): void {
  tx.queue(residencies, [
    tx.organizationId,
    now,
    ...unnested(
      rows,
      (r) => r.id ?? newId(now.getTime()),
      (r) => r.customerId,
      (r) => r.premisesId,
      (r) => r.kind,
      (r) => r.verifiedAt,
      (r) => r.verifiedBy ?? null,
      (r) => r.movedInOn ?? null,
      (r) => r.endedOn ?? null,
      (r) => r.until ?? null,
      (r) => r.selfClaimed ?? false,
    ),
  ])
}

export interface NewResidentAccount {
  id: string
  customerId: string
  phone: string
  locale?: 'zh-CN' | 'en'
}

const accounts = statement(
  'resident_accounts_insert',
  `insert into account (organization_id, id, phone_hash, customer_id, locale, created_at)
   select $1, r.id, r.phone_hash, r.customer_id, r.locale, $2
   from unnest($3::uuid[], $4::bytea[], $5::uuid[], $6::text[]) r (id, phone_hash, customer_id, locale)
   on conflict do nothing returning id`,
)

/**
 * Lets residents sign in by their phone. A customer who has an account keeps it; several people may have one phone.
 * Gives the ids of the accounts made.
 */
export async function insertResidentAccounts(
  tx: Tx,
  secrets: Secrets,
  rows: readonly NewResidentAccount[],
  now: Date,
): Promise<string[]> {
  const made = await tx.query<{ id: string }>(accounts, accountValues(tx, secrets, rows, now))
  return made.map((row) => row.id)
}

/** {@link insertResidentAccounts} for those who need not know whether an account was made. */
export function queueResidentAccounts(tx: Tx, secrets: Secrets, rows: readonly NewResidentAccount[], now: Date): void {
  tx.queue(accounts, accountValues(tx, secrets, rows, now))
}

const accountValues = (tx: Tx, secrets: Secrets, rows: readonly NewResidentAccount[], now: Date): unknown[] => [
  tx.organizationId,
  now,
  ...unnested(
    rows.filter((row) => isMobile(row.phone)),
    (r) => r.id,
    (r) => phoneHash(secrets, r.phone),
    (r) => r.customerId,
    (r) => r.locale ?? 'zh-CN',
  ),
]
