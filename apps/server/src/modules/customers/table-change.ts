import { statement, type Tx, unnested } from '#platform/db'
import type { Secrets } from '#platform/privacy'
import { SEALED } from './queries.ts'
import type { ResidentOfTable } from './table.ts'
import { openEmail, openPerson, resealPerson, type SealedPerson } from './vault.ts'

const current = statement(
  'residents_table_current',
  `select r.id as "residencyId", r.kind as residency, r.moved_in_on::text as "from", r.until::text as until,
     m.name as community, p.name as room,
     case when u.kind = 'building' then u.name when o.kind = 'building' then o.name end as building,
     case when u.kind = 'entrance' then u.name end as entrance,
     ${SEALED}, c.kind, c.email_sealed as "emailSealed"
   from residency r
   join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
   join place p on p.organization_id = r.organization_id and p.id = r.premises_id
   join community m on m.organization_id = p.organization_id and m.id = p.community_id
   left join place u on u.organization_id = p.organization_id and u.id = p.parent_id
   left join place o on o.organization_id = p.organization_id and o.id = u.parent_id
   where r.organization_id = $1 and r.id = any($2) and r.ended_on is null`,
)
type Row = Omit<ResidentOfTable, 'person' | 'phone' | 'email'> &
  SealedPerson & { residencyId: string; emailSealed: Buffer | null }

/** A residency as its row, with whose it is. */
export type ResidentRow = ResidentOfTable & { customerId: string; wrappedKey: Buffer }

/** Residencies that have not ended as rows of a table, by id, opened: never log, store or queue what this gives. */
export async function residentRows(
  tx: Tx,
  secrets: Secrets,
  ids: readonly string[],
): Promise<Map<string, ResidentRow>> {
  const rows = await tx.query<Row>(current, [tx.organizationId, ids])
  return new Map(
    rows.map(({ residencyId, id, wrappedKey, nameSealed, phoneSealed, emailSealed, ...row }) => {
      const { name, phone } = openPerson(secrets, tx.organizationId, { id, wrappedKey, nameSealed, phoneSealed })
      const email = openEmail(secrets, tx.organizationId, { id, wrappedKey, emailSealed })
      return [residencyId, { ...row, person: name, phone, email, customerId: id, wrappedKey }]
    }),
  )
}

const all = statement(
  'residents_table_all',
  `select r.id from residency r
   join place p on p.organization_id = r.organization_id and p.id = r.premises_id
   join community m on m.organization_id = p.organization_id and m.id = p.community_id
   left join place u on u.organization_id = p.organization_id and u.id = p.parent_id
   left join place o on o.organization_id = p.organization_id and o.id = u.parent_id
   where r.organization_id = $1 and r.ended_on is null
   order by m.name collate "zh-x-icu", o.position nulls first, u.position nulls first, p.position, r.created_at, r.id`,
)

/** Ids of all residencies that have not ended, in the order of their premises. */
export const allResidents = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ id: string }>(all, [tx.organizationId])).map(({ id }) => id)

export interface ResidentChange {
  id: string
  values: ResidentOfTable
  /** of the customer whose residency it is */
  customerId: string
  wrappedKey: Buffer
}

const changePeople = statement(
  'residents_table_change_people',
  `update customer c set kind = r.kind, name_sealed = r.name, phone_sealed = r.phone, email_sealed = r.email,
     blind_tokens = r.tokens::integer[]
   from unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[])
     r (id, kind, name, phone, email, tokens)
   where c.organization_id = $1 and c.id = r.id`,
)
const changeHomes = statement(
  'residents_table_change_homes',
  `update residency h set kind = r.kind, moved_in_on = r.moved_in_on, until = r.until
   from unnest($2::uuid[], $3::text[], $4::date[], $5::date[]) r (id, kind, moved_in_on, until)
   where h.organization_id = $1 and h.id = r.id and h.ended_on is null`,
)
const removal = statement('residents_table_undo', 'select undo_residents($1, $2) as id')

/**
 * Queues changes of customers and their residencies. The phone with which somebody signs in stays what they have proven.
 */
export function changeResidents(tx: Tx, secrets: Secrets, changes: readonly ResidentChange[]): void {
  if (changes.length === 0) return
  const people = [...new Map(changes.map((change) => [change.customerId, change])).values()].map(
    ({ customerId, wrappedKey, values: { person, phone, email, kind } }) => ({
      kind,
      ...resealPerson(
        secrets,
        tx.organizationId,
        { id: customerId, wrappedKey },
        { name: person as string, phone, email },
      ),
    }),
  )
  tx.queue(changePeople, [
    tx.organizationId,
    ...unnested(
      people,
      (p) => p.id,
      (p) => p.kind,
      (p) => p.nameSealed,
      (p) => p.phoneSealed,
      (p) => p.emailSealed,
      (p) => `{${p.blindTokens.join(',')}}`,
    ),
  ])
  tx.queue(changeHomes, [
    tx.organizationId,
    ...unnested(
      changes,
      (c) => c.id,
      (c) => c.values.residency,
      (c) => c.values.from,
      (c) => c.values.until,
    ),
  ])
}

/** Removes residencies that a run made, and with the last of a customer that it made the customer; the ids gone. */
export async function removeResidents(tx: Tx, runId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const gone = await tx.query<{ id: string }>(removal, [runId, ids])
  return new Set(gone.map(({ id }) => id))
}
