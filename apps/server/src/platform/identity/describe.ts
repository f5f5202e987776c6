import type { Locale, ProxyScope, Role, Session } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import type { Db } from '#platform/db'

interface Row {
  name: string
  time_zone: string
  is_demo: boolean
  locale: Locale
  must_change_password: boolean
  expires_at: Date
}
const read = `
  select o.name, o.time_zone, o.is_demo, a.locale, a.must_change_password, x.expires_at
  from session x
  join account a on a.organization_id = x.organization_id and a.id = x.account_id
  join organization o on o.organization_id = x.organization_id
  where x.organization_id = $1 and x.id = $2`

/** The sealed name of a customer, for its owner. */
export type ResidentName = (organizationId: string, customerId: string) => Promise<string>

/** Who I am, as the API says it; read anew, so that a change just made shows. */
export async function describeSession(
  { db, residentName }: { db: Db; residentName: ResidentName },
  actor: Actor,
  token?: string,
): Promise<Session> {
  const { organizationId: id, sessionId, staffId, customerId, behalf } = actor
  const [row] = await db.transaction(id, (tx) => tx.query<Row>(read, [id, sessionId]))
  if (!row) throw new DomainError('identity.signedOut')
  return {
    accountId: actor.accountId,
    staffId,
    customerId,
    name: customerId ? await residentName(id, customerId) : actor.name,
    organization: { id, name: row.name, timeZone: row.time_zone, isDemo: row.is_demo },
    locale: row.locale,
    grants: actor.grants.map(({ role, communityId }) => ({ role: role as Role, communityId })),
    skills: [...actor.skills],
    mustChangePassword: row.must_change_password,
    behalf: behalf ? { name: await residentName(id, behalf.customerId), scope: behalf.scope as ProxyScope[] } : null,
    expiresAt: formatInstant(row.expires_at.getTime(), row.time_zone),
    ...(token === undefined ? {} : { token }),
  }
}
