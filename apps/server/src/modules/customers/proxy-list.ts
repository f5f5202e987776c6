import type { Proxies, ProxyScope } from '@sims/contracts'
import { type Actor, todayIn } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { filesOf } from '#platform/files'
import { maskName, type Secrets } from '#platform/privacy'
import { openPerson, type SealedPerson } from './vault.ts'

interface Row {
  id: string
  scope: ProxyScope[]
  consent: 'paper' | 'inApp'
  until: string | null
  createdAt: Date
  principalId: string
  principalKind: 'person' | 'firm'
  principalKey: Buffer
  principalName: Buffer
  agentId: string
  agentKey: Buffer
  agentName: Buffer
}

const inForce = statement(
  'proxies_in_force',
  `select u.id, u.scope, u.consent, u.until, u.created_at as "createdAt",
     p.id as "principalId", p.kind as "principalKind", p.wrapped_key as "principalKey", p.name_sealed as "principalName",
     a.id as "agentId", a.wrapped_key as "agentKey", a.name_sealed as "agentName"
   from authority u
   join customer p on p.organization_id = u.organization_id and p.id = u.principal_id
   join customer a on a.organization_id = u.organization_id and a.id = u.agent_id
   where u.organization_id = $1 and (u.principal_id = $2 or u.agent_id = $2) and u.revoked_at is null
     and (u.until is null or u.until >= $3::date)
   order by u.created_at, u.id`,
)

/**
 * What a customer has given to others and what others have given to them, as far as it is in force. Names are clear to
 * the two whom it is between; staff see them masked, and the pictures of the consent. The caller has checked the reader.
 */
export async function proxiesOf(
  tx: Tx,
  secrets: Secrets,
  actor: Actor,
  customerId: string,
  now: Date,
): Promise<Proxies> {
  const today = todayIn(actor.timeZone, now)
  const rows = await tx.query<Row>(inForce, [tx.organizationId, customerId, today])
  const staff = actor.kind === 'staff'
  const files =
    staff && rows.length > 0
      ? await filesOf(
          tx,
          rows.map((row) => row.id),
        )
      : []
  const nameOf = (id: string, wrappedKey: Buffer, nameSealed: Buffer, firm = false) => {
    const sealed: SealedPerson = { id, wrappedKey, nameSealed, phoneSealed: null }
    const { name } = openPerson(secrets, tx.organizationId, sealed)
    return staff && !firm ? maskName(name) : name
  }
  const all = rows.map((row): Proxies['given'][number] => {
    const firm = row.principalKind === 'firm'
    const principal = nameOf(row.principalId, row.principalKey, row.principalName, firm)
    return {
      id: row.id,
      principal: { id: row.principalId, name: principal, kind: row.principalKind },
      agent: { id: row.agentId, name: nameOf(row.agentId, row.agentKey, row.agentName) },
      scope: row.scope,
      consent: row.consent,
      photos: files.filter((file) => file.recordId === row.id).map((file) => file.id),
      until: row.until,
      createdAt: row.createdAt.toISOString(),
    }
  })
  return {
    given: all.filter((one) => one.principal.id === customerId),
    held: all.filter((one) => one.agent.id === customerId),
  }
}
