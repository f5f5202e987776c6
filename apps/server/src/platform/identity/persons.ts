import type { Answer } from '@sims/contracts'
import { type Actor, type Behalf, DomainError, todayIn } from '#kernel'
import { audit } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { maskName } from '#platform/privacy'
import type { ResidentName } from './describe.ts'

// Whom the holder of a resident's session can be: whoever has proven a phone may go on as another person of it, or act
// for somebody by an authority in force.

type Person = Answer<'myPersons'>['items'][number]
interface Row {
  /** of the account, or of the authority */
  id: string
  customerId: string
  as: Person['as']
  scope: string[] | null
}

const all = statement(
  'identity_persons',
  `select o.id, o.customer_id as "customerId", case when o.id = a.id then 'self' else 'other' end as as, null as scope
   from account a
   join account o on o.organization_id = a.organization_id and o.phone_hash = a.phone_hash and o.disabled_at is null
   where a.organization_id = $1 and a.id = $2
   union all
   select u.id, u.principal_id, 'for', u.scope from account a
   join authority u on u.organization_id = a.organization_id and u.agent_id = a.customer_id and u.revoked_at is null
     and (u.until is null or u.until >= $3::date)
   where a.organization_id = $1 and a.id = $2
   order by 1`,
)
const become = statement(
  'identity_become',
  'update session set account_id = $3, acting_by = $4 where organization_id = $1 and id = $2 and ended_at is null',
)
const personsOf = (tx: Tx, actor: Actor, now: Date) =>
  tx.query<Row>(all, [tx.organizationId, actor.accountId, todayIn(actor.timeZone, now)])

/** Whom the holder of a resident's session can be; nobody for staff. */
export async function listPersons(
  { db, residentName }: { db: Db; residentName: ResidentName },
  actor: Actor,
  now: Date,
): Promise<Person[]> {
  const people = await db.read(actor.organizationId, (tx) => personsOf(tx, actor, now))
  return await Promise.all(
    people.map(async ({ id, customerId, as }) => {
      const name = await residentName(actor.organizationId, customerId)
      const current = actor.behalf ? as === 'for' && customerId === actor.customerId : as === 'self'
      return { id, as, name: as === 'other' ? maskName(name) : name, current }
    }),
  )
}

/** The session goes on as another of those. @throws DomainError `http.notFound` for anybody else */
export async function switchPerson(db: Db, actor: Actor, id: string, origin: Origin, now: Date): Promise<Actor> {
  return await db.transaction(actor.organizationId, async (tx) => {
    const found = await personsOf(tx, actor, now)
    const next = found.find((one) => one.id === id)
    if (!next) throw new DomainError('http.notFound')
    const accountId = next.as === 'for' ? actor.accountId : next.id
    tx.queue(become, [tx.organizationId, actor.sessionId, accountId, next.as === 'for' ? next.id : null])
    audit(tx, actor, origin, now, {
      action: 'identity.switchPerson',
      outcome: 'success',
      objectKind: next.as === 'for' ? 'authority' : 'account',
      objectIds: [id],
    })
    const own = actor.behalf?.customerId ?? (actor.customerId as string)
    const { behalf: _, ...base } = actor
    const behalf: { behalf?: Behalf } =
      next.as === 'for' ? { behalf: { customerId: own, scope: next.scope ?? [] } } : {}
    return { ...base, accountId, customerId: next.customerId, ...behalf }
  })
}
