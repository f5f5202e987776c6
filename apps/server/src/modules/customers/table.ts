import { newId } from '#kernel'
import { placesByPath } from '#modules/estate'
import { statement, type Tx } from '#platform/db'
import { isMobile, type Secrets } from '#platform/privacy'
import { SEALED } from './queries.ts'
import {
  insertCustomers,
  insertResidencies,
  type NewCustomer,
  type NewResidency,
  queueResidentAccounts,
} from './store.ts'
import { blindOf, openPerson, type SealedPerson } from './vault.ts'

/** Somebody at some premises as a row of a table. Texts or null; in memory only, for it names people. */
export type ResidentOfTable = Record<
  | 'community'
  | 'building'
  | 'entrance'
  | 'room'
  | 'person'
  | 'kind'
  | 'phone'
  | 'email'
  | 'residency'
  | 'from'
  | 'until',
  string | null
>

export type ResidentStanding =
  | { there: string }
  | { objection: { field: keyof ResidentOfTable; code: string } }
  | { free: true }

const byPhone = statement(
  'residents_table_by_phone',
  `select q.n, ${SEALED} from unnest($2::int[], $3::text[]) q (n, tokens)
   cross join lateral find_customers_by_tokens(q.tokens::integer[], 50) f
   join customer c on c.organization_id = $1 and c.id = f.id`,
)
const living = statement(
  'residents_table_living',
  `select r.id as "residencyId", r.premises_id as "premisesId", ${SEALED} from residency r
   join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
   where r.organization_id = $1 and r.premises_id = any($2) and r.ended_on is null`,
)
const today = statement(
  'residents_table_today',
  `select ($2::timestamptz at time zone time_zone)::date::text as day from organization where organization_id = $1`,
)
const bringer = statement(
  'residents_table_bringer',
  'select staff_id as id from account where organization_id = $1 and id = $2',
)
const mark = statement(
  'residents_table_mark',
  `with people as (update customer set imported_by_run = $2 where organization_id = $1 and id = any($3))
   update residency set imported_by_run = $2 where organization_id = $1 and id = any($4)`,
)

/** Residencies that a table brings are verified by the person who brought it. */
export interface Importing {
  runId: string
  /** account */
  createdBy: string
  now: Date
}

/** The day on which an organization is at a moment. */
export const dayIn = async (tx: Tx, now: Date): Promise<string> =>
  (await tx.query<{ day: string }>(today, [tx.organizationId, now]))[0]?.day ?? ''

/**
 * Residents who come as a table, in the caller's transaction. The same name with the same phone is one customer, at
 * however many premises; without a phone only at the same premises. A household may share a phone. Four reads for any
 * number of rows.
 */
export function residentsOfTable(tx: Tx, secrets: Secrets, { runId, createdBy, now }: Importing) {
  const paths = placesByPath(tx)
  const pathOf = (row: ResidentOfTable) => ({ ...row, name: row.room })
  const premisesOf = (row: ResidentOfTable) => paths.get(paths.keyOf(pathOf(row)))
  const known = new Map<string, string>()
  const homes = new Map<string, string>()
  const customerKey = ({ person, phone }: ResidentOfTable, premisesId: string) =>
    JSON.stringify(phone === null ? [person, premisesId] : [person, phone])

  async function stand(rows: readonly ResidentOfTable[]): Promise<ResidentStanding[]> {
    await paths.load(rows.map(pathOf))
    const placed = rows.flatMap((row) => {
      const premises = premisesOf(row)
      return premises?.id && premises.kind === 'premises' ? [{ row, premisesId: premises.id }] : []
    })
    const [day] = await Promise.all([dayIn(tx, now), knowCustomers(placed), knowHomes(placed)])
    return rows.map((row) => {
      const premises = premisesOf(row)
      if (!paths.community(row.community as string)) return wrong('community', 'imports.noCommunity')
      if (!premises?.id || premises.kind !== 'premises') return wrong('room', 'imports.noPremises')
      if (row.until !== null && row.until < day) return wrong('until', 'imports.inPast')
      const customer = known.get(customerKey(row, premises.id))
      const residency = customer && homes.get(`${customer} ${premises.id}`)
      return residency ? { there: residency } : { free: true }
    })
  }

  /** customers with the phones of these rows */
  async function knowCustomers(rows: readonly { row: ResidentOfTable; premisesId: string }[]): Promise<void> {
    const phones = [...new Set(rows.flatMap(({ row }) => row.phone ?? []))]
    if (phones.length === 0) return
    const blind = blindOf(secrets)
    const found = await tx.query<SealedPerson & { n: number }>(byPhone, [
      tx.organizationId,
      phones.map((_, n) => n),
      phones.map((phone) => `{${blind.phoneTokens(tx.organizationId, phone).join(',')}}`),
    ])
    for (const { n, ...sealed } of found) {
      const { name, phone } = openPerson(secrets, tx.organizationId, sealed)
      if (phone === phones[n]) known.set(JSON.stringify([name, phone]), sealed.id)
    }
  }

  /** who lives at the premises of these rows */
  async function knowHomes(rows: readonly { premisesId: string }[]): Promise<void> {
    const ids = [...new Set(rows.map(({ premisesId }) => premisesId))]
    const found = await tx.query<SealedPerson & { residencyId: string; premisesId: string }>(living, [
      tx.organizationId,
      ids,
    ])
    for (const { residencyId, premisesId, ...sealed } of found) {
      homes.set(`${sealed.id} ${premisesId}`, residencyId)
      const { name } = openPerson(secrets, tx.organizationId, sealed)
      known.set(JSON.stringify([name, premisesId]), sealed.id)
    }
  }

  async function create(rows: readonly ResidentOfTable[]): Promise<string[]> {
    const [by] = await tx.query<{ id: string }>(bringer, [tx.organizationId, createdBy])
    const customers: NewCustomer[] = []
    const residencies: (NewResidency & { id: string })[] = []
    for (const row of rows) {
      const premisesId = premisesOf(row)?.id as string
      const key = customerKey(row, premisesId)
      let customerId = known.get(key)
      if (!customerId) {
        customerId = newId(now.getTime())
        known.set(key, customerId)
        const { phone, email } = row
        const kind = row.kind as NewCustomer['kind']
        customers.push({ id: customerId, kind, name: row.person as string, phone, email, verified: true })
      }
      const kind = row.residency as NewResidency['kind']
      const verified = { verifiedAt: now, verifiedBy: by?.id ?? null }
      const id = newId(now.getTime())
      residencies.push({ id, customerId, premisesId, kind, ...verified, movedInOn: row.from, until: row.until })
    }
    if (residencies.length === 0) return []
    if (customers.length > 0) insertCustomers(tx, secrets, customers, now)
    insertResidencies(tx, residencies, now)
    const accounts = customers.flatMap(({ id, kind, phone }) =>
      kind === 'person' && phone !== null && isMobile(phone)
        ? [{ id: newId(now.getTime()), customerId: id, phone }]
        : [],
    )
    if (accounts.length > 0) queueResidentAccounts(tx, secrets, accounts, now)
    const ids = residencies.map(({ id }) => id)
    tx.queue(mark, [tx.organizationId, runId, customers.map(({ id }) => id), ids])
    return ids
  }

  return { stand, create }
}

const wrong = (field: keyof ResidentOfTable, code: string): ResidentStanding => ({ objection: { field, code } })
