import { newId } from '../../apps/server/src/kernel/index.ts'
import { newToken } from '../../apps/server/src/platform/privacy/index.ts'
import type { Cluster } from './cluster.ts'
import { CLIENTS } from './load.ts'

/** Somebody with a session of the product. */
export interface Person {
  token: string
  organizationId: string
  accountId: string
  staffId: string | null
  customerId: string | null
  sessionId: string
  /** of a resident: home, and where it stands */
  placeId: string
  communityId: string
}

type Group = 'residents' | 'agents' | 'districtAgents' | 'technicians'

const groups: Record<Group, string> = {
  residents: 'a.customer_id is not null',
  agents: "a.login like 'agent%'",
  districtAgents: "a.login like 'district%'",
  technicians: "a.login like 'technician%'",
}

/** Opens sessions for as many people of a group as there are clients, straight in the table, as a sign-in would. */
export async function signedIn(cluster: Cluster, database: string, group: Group): Promise<Person[]> {
  const people = await cluster.query<Person>(
    database,
    `select a.organization_id as "organizationId", a.id as "accountId", a.staff_id as "staffId",
       a.customer_id as "customerId", r.premises_id as "placeId", p.community_id as "communityId"
     from account a left join residency r on r.organization_id = a.organization_id and r.customer_id = a.customer_id
     left join place p on p.organization_id = r.organization_id and p.id = r.premises_id
     where ${groups[group]} order by a.login, a.id limit ${CLIENTS}`,
  )
  if (people.length === 0) throw new Error(`there are no ${group}`)
  const now = new Date()
  return await Promise.all(
    people.map(async (person) => {
      const { token, hash } = newToken()
      const sessionId = newId()
      await cluster.query(
        database,
        `insert into session (organization_id, id, account_id, token_hash, created_at, last_seen_at, expires_at, ip)
         values ($1, $2, $3, $4, $5, $5, $6, '127.0.0.1')`,
        [person.organizationId, sessionId, person.accountId, hash, now, new Date(now.getTime() + 3_600_000)],
      )
      return { ...person, token, sessionId }
    }),
  )
}
