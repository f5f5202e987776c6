import type { Customer } from '@sims/contracts'
import { CLOSED_PHASES } from '@sims/contracts'
import { type Actor, DomainError, todayIn } from '#kernel'
import { may, notKeptFrom } from '#platform/access'
import { composed, Params, statement, type Tx } from '#platform/db'
import { matches, type Secrets } from '#platform/privacy'
import { customersVisible, type Scope } from './policy.ts'
import { type CustomerRow, presentCustomer, type ResidencyRow, stateOf, type View } from './present.ts'
import { blindOf, openPerson } from './vault.ts'

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
      'communityName', m.name, 'premisesName', p.full_name, 'kind', r.kind, 'movedInOn', r.moved_in_on, 'until', r.until,
      'verifiedAt', r.verified_at, 'verifiedHow', r.verified_how, 'endedOn', r.ended_on, 'outcome', r.outcome, 'note', r.note)
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

const principalOf = statement(
  'authority_principal',
  'select principal_id as id from authority where organization_id = $1 and id = $2',
)

/** Whether somebody may see the customer who gave an authority. */
export async function reachesAuthority(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const [principal] = await tx.query<{ id: string }>(principalOf, [tx.organizationId, id])
  return principal !== undefined && (await reachesCustomer(tx, actor, principal.id))
}

/** Residents see their own record as it is. */
export const viewOf = (actor: Actor, now: Date): View => ({
  today: todayIn(actor.timeZone, now),
  clear: actor.kind === 'resident',
})
const isOpen = (row: ResidencyRow, today: string) => ['claimed', 'verified'].includes(stateOf(row, today))

/** A customer, masked; residents see their own record as it is. */
export async function getCustomer(tx: Tx, secrets: Secrets, actor: Actor, id: string, now: Date): Promise<Customer> {
  const scope = customersVisible(actor)
  return presentCustomer(secrets, tx.organizationId, await readCustomer(tx, scope, id), viewOf(actor, now))
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
  now: Date,
): Promise<Customer[]> {
  const scope = customersVisible(actor)
  const view = viewOf(actor, now)
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
    if (premisesId)
      rows = rows.filter((row) => row.residencies.some((r) => r.premisesId === premisesId && isOpen(r, view.today)))
  } else if (premisesId) {
    rows = await customersOf(tx, scope, (p) => ({
      where: `c.id in (select r.customer_id from residency r
        where r.organization_id = $1 and r.premises_id = ${p.add(premisesId)}::uuid
          and r.ended_on is null and (r.until is null or r.until >= ${p.add(view.today)}::date))`,
      tail: `order by c.id limit ${p.add(limit)}`,
    }))
  } else rows = await customersOf(tx, scope, (p) => ({ tail: `order by c.id desc limit ${p.add(limit)}` }))
  return rows.slice(0, limit).map((row) => presentCustomer(secrets, tx.organizationId, row, view))
}
