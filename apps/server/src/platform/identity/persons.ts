import type { Answer } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { audit } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { maskName } from '#platform/privacy'
import type { ResidentName } from './describe.ts'

// People who share a phone: whoever has proven it may go on as another of them without another code.

const siblings = statement(
  'identity_siblings',
  `select o.id, o.customer_id as "customerId" from account a
   join account o on o.organization_id = a.organization_id and o.phone_hash = a.phone_hash and o.disabled_at is null
   where a.organization_id = $1 and a.id = $2 order by o.id`,
)
const become = statement(
  'identity_become',
  'update session set account_id = $3 where organization_id = $1 and id = $2 and ended_at is null',
)
interface Sibling {
  id: string
  customerId: string
}
const siblingsOf = (tx: Tx, actor: Actor) => tx.query<Sibling>(siblings, [tx.organizationId, actor.accountId])

/** Whom the holder of a resident's session can be; nobody for staff. */
export async function listPersons(
  { db, residentName }: { db: Db; residentName: ResidentName },
  actor: Actor,
): Promise<Answer<'myPersons'>['items']> {
  const people = await db.read(actor.organizationId, (tx) => siblingsOf(tx, actor))
  return await Promise.all(
    people.map(async ({ id, customerId }) => {
      const current = id === actor.accountId
      const name = await residentName(actor.organizationId, customerId)
      return { id, name: current ? name : maskName(name), current }
    }),
  )
}

/** The session goes on as another person with the same phone. @throws DomainError `http.notFound` for anybody else */
export async function switchPerson(db: Db, actor: Actor, id: string, origin: Origin, now: Date): Promise<Actor> {
  return await db.transaction(actor.organizationId, async (tx) => {
    const found = await siblingsOf(tx, actor)
    const next = found.find((one) => one.id === id)
    if (!next) throw new DomainError('http.notFound')
    tx.queue(become, [tx.organizationId, actor.sessionId, id])
    audit(tx, actor, origin, now, {
      action: 'identity.switchPerson',
      outcome: 'success',
      objectKind: 'account',
      objectIds: [id],
    })
    return { ...actor, accountId: next.id, customerId: next.customerId }
  })
}
