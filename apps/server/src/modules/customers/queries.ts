import type { Customer, Residency } from '@sims/contracts'
import { CLOSED_PHASES } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { may, notKeptFrom } from '#platform/access'
import { composed, Params, statement, type Tx } from '#platform/db'
import { pageOf, readCursor } from '#platform/http'
import { matches, type Secrets } from '#platform/privacy'
import { customersVisible, type Scope } from './policy.ts'
import { type CustomerRow, presentCustomer, presentResidency, type ResidencyRow } from './present.ts'
import { blindOf, openPerson, type SealedPerson } from './vault.ts'

/** A search opens at most so many candidates. */
const CANDIDATES = 500

/** The start of a question about customers: $1 organization, $2 communities (null: all), $3 the reader's own record (null: staff). */
function asking(tx: Tx, scope: Scope) {
  const p = new Params()
  for (const value of [tx.organizationId, scope.communities, scope.own]) p.add(value)
  return { p, known: notKeptFrom(scope.actor, p, 'q') }
}
const WITHIN = (community: string) => `($3::uuid is not null or $2::uuid[] is null or ${community} = any($2))`

/**
 * A customer belongs to the communities of their premises and of their requests, as far as these are `known` to the
 * reader; one with neither is everybody's who works with customers.
 */
const visible = (
  known: string,
) => `c.organization_id = $1 and case when $3::uuid is not null then c.id = $3 else $2::uuid[] is null
  or exists (select from residency r join place p on p.organization_id = r.organization_id and p.id = r.premises_id
    where r.organization_id = $1 and r.customer_id = c.id and p.community_id = any($2))
  or exists (select from service_request q
    where q.organization_id = $1 and q.customer_id = c.id and q.community_id = any($2) and ${known})
  or not exists (select from residency r where r.organization_id = $1 and r.customer_id = c.id)
    and not exists (select from service_request q where q.organization_id = $1 and q.customer_id = c.id) end`
export const SEALED =
  'c.id, c.wrapped_key as "wrappedKey", c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed"'
const columns = (known: string) => `${SEALED}, c.kind, c.verified,
  (select count(*) from service_request q where q.organization_id = $1 and q.customer_id = c.id
    and ${WITHIN('q.community_id')} and q.phase <> all('{${CLOSED_PHASES.join(',')}}') and ${known}) as "openRequests",
  array(select jsonb_build_object('id', r.id, 'customerId', c.id, 'premisesId', p.id, 'communityId', m.id,
      'communityName', m.name, 'premisesName', p.full_name, 'kind', r.kind, 'verifiedAt', r.verified_at,
      'endedOn', r.ended_on)
    from residency r join place p on p.organization_id = r.organization_id and p.id = r.premises_id
    join community m on m.organization_id = p.organization_id and m.id = p.community_id
    where r.organization_id = $1 and r.customer_id = c.id and ${WITHIN('p.community_id')}
    order by r.ended_on nulls first, r.created_at, r.id) as residencies`

/** The customers whom a scope reaches and that `rest` picks; `from` brings c. */
function customersOf(tx: Tx, scope: Scope, rest: (p: Params) => { from?: string; where?: string; tail: string }) {
  const { p, known } = asking(tx, scope)
  const { from = 'customer c', where = 'true', tail } = rest(p)
  const sql = `select ${columns(known)} from ${from} where ${visible(known)} and ${where} ${tail}`
  return tx.query<CustomerRow>(composed(sql), p.values)
}

/** One customer whom the scope reaches, still sealed. @throws DomainError `http.notFound` */
export async function readCustomer(tx: Tx, scope: Scope, id: string): Promise<CustomerRow> {
  const [row] = await customersOf(tx, scope, (p) => ({ where: `c.id = ${p.add(id)}::uuid`, tail: '' }))
  if (!row) throw new DomainError('http.notFound')
  return row
}

/**
 * Whether somebody who names a customer may see them at all: residents themselves, staff whom they could have found.
 * Otherwise a request for an id that one has heard of would open that customer's record.
 */
export async function reachesCustomer(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  if (actor.kind !== 'resident' && !may(actor, 'customers.read')) return false
  const { p, known } = asking(tx, customersVisible(actor))
  const sql = `select from customer c where ${visible(known)} and c.id = ${p.add(id)}::uuid`
  return (await tx.query(composed(sql), p.values)).length > 0
}

/** A customer, masked; residents see their own record as it is. */
export async function getCustomer(tx: Tx, secrets: Secrets, actor: Actor, id: string): Promise<Customer> {
  const scope = customersVisible(actor)
  return presentCustomer(secrets, tx.organizationId, await readCustomer(tx, scope, id), scope.own !== null)
}

/**
 * Customers by part of the name, whole phone, last four digits or pinyin initials; of certain premises; or the newest.
 * @throws DomainError `customers.queryTooShort` when nothing can be looked for
 */
export async function listCustomers(
  tx: Tx,
  secrets: Secrets,
  actor: Actor,
  query: { q?: string | undefined; premisesId?: string | undefined; limit: number },
): Promise<Customer[]> {
  const scope = customersVisible(actor)
  const { premisesId, limit } = query
  const q = query.q?.trim()
  let rows: CustomerRow[]
  if (q) {
    const wanted = blindOf(secrets).searchTokens(tx.organizationId, q)
    if (!wanted) throw new DomainError('http.invalid', { count: 1 }, [{ path: 'q', code: 'customers.queryTooShort' }])
    rows = await customersOf(tx, scope, (p) => ({
      from: `find_customers_by_tokens(${p.add(wanted.tokens)}, ${p.add(CANDIDATES)}) f join customer c on c.id = f.id`,
      tail: 'order by c.id desc',
    }))
    rows = rows.filter((row) => matches(q, openPerson(secrets, tx.organizationId, row)))
    if (premisesId) rows = rows.filter((row) => row.residencies.some((r) => r.premisesId === premisesId && !r.endedOn))
  } else if (premisesId) {
    rows = await customersOf(tx, scope, (p) => ({
      where: `c.id in (select r.customer_id from residency r
        where r.organization_id = $1 and r.premises_id = ${p.add(premisesId)}::uuid and r.ended_on is null)`,
      tail: `order by c.id limit ${p.add(limit)}`,
    }))
  } else rows = await customersOf(tx, scope, (p) => ({ tail: `order by c.id desc limit ${p.add(limit)}` }))
  return rows.slice(0, limit).map((row) => presentCustomer(secrets, tx.organizationId, row, scope.own !== null))
}

const RESIDENCY = `select ${SEALED.replace('c.id', 'c.id as "customerId"')}, c.kind as "customerKind", r.id,
  p.id as "premisesId", m.id as "communityId", m.name as "communityName", p.full_name as "premisesName", r.kind,
  r.verified_at as "verifiedAt", r.ended_on as "endedOn", r.created_at as "createdAt"
  from residency r
  join place p on p.organization_id = r.organization_id and p.id = r.premises_id
  join community m on m.organization_id = p.organization_id and m.id = p.community_id
  join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
  where r.organization_id = $1 and ($2::uuid[] is null or p.community_id = any($2))`
const waiting = statement(
  'residencies_waiting',
  `${RESIDENCY} and r.verified_at is null and r.ended_on is null
     and ($3::timestamptz is null or (r.created_at, r.id) > ($3, $4::uuid))
   order by r.created_at, r.id limit $5`,
)
const residency = statement('residency_get', `${RESIDENCY} and r.id = $3`)
type FullResidencyRow = ResidencyRow & Omit<SealedPerson, 'id'> & { customerKind: 'person' | 'firm'; createdAt: Date }

/** Residencies that wait for somebody to confirm them, the longest waiting first. */
export async function listResidencies(
  tx: Tx,
  secrets: Secrets,
  actor: Actor,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: Residency[]; nextCursor: string | null }> {
  const scope = customersVisible(actor, 'residencies.verify')
  const after = readCursor(query.cursor)
  const values = [tx.organizationId, scope.communities, after?.at ?? null, after?.id ?? null, query.limit + 1]
  const rows = await tx.query<FullResidencyRow>(waiting, values)
  const keyOf = (row: FullResidencyRow) => ({ at: row.createdAt, id: row.id })
  return pageOf(rows, query.limit, keyOf, (row) => masked(tx, secrets, row))
}

/** One residency in a community where the actor may verify. @throws DomainError `http.notFound` */
export async function getResidency(tx: Tx, secrets: Secrets, actor: Actor, id: string): Promise<Residency> {
  const scope = customersVisible(actor, 'residencies.verify')
  const [row] = await tx.query<FullResidencyRow>(residency, [tx.organizationId, scope.communities, id])
  if (!row) throw new DomainError('http.notFound')
  return masked(tx, secrets, row)
}

function masked(tx: Tx, secrets: Secrets, row: FullResidencyRow): Residency {
  const { name } = openPerson(secrets, tx.organizationId, { ...row, id: row.customerId })
  return presentResidency(row, row.customerKind, name, false)
}
