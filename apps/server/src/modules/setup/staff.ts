import type { Role, Skill } from '@sims/contracts'
import { newId } from '#kernel'
import { insertStaff } from '#modules/staff'
import { type Tx, unnested } from '#platform/db'
import type { Identity, IssuedPassword } from '#platform/identity'

/** A first login, shown or printed once. */
export interface Login {
  account: string
  password: string
  role: Role
  name: string
}

export type Issuer = Pick<Identity, 'issuePassword' | 'createStaffAccount'>

/** Issues a password to each person; all are hashed at once, so call it before the transaction. */
export async function issueLogins<T extends { account: string; role: Role; name: string }>(
  people: readonly T[],
  identity: Issuer,
): Promise<(T & { issued: IssuedPassword })[]> {
  return await Promise.all(people.map(async (person) => ({ ...person, issued: await identity.issuePassword(person) })))
}

export const loginOf = (person: Omit<Login, 'password'> & { issued: IssuedPassword }): Login => ({
  account: person.account,
  password: person.issued.password,
  role: person.role,
  name: person.name,
})

/** A member of staff with everything that a new company needs of them. */
export interface FirstStaff {
  id: string
  employeeNumber: string
  name: string
  phone: string | null
  email: string | null
  /** communityId null: in every community */
  grants: { role: Role; communityId: string | null }[]
  skills: Skill[]
  account: string
  issued: IssuedPassword
}

/** Adds staff with roles, skills and accounts whose passwords must be changed at the first sign-in. */
export async function insertFirstStaff(
  tx: Tx,
  people: readonly FirstStaff[],
  identity: Issuer,
  now: Date,
): Promise<void> {
  insertStaff(tx, people, now)
  await Promise.all(
    people.map(({ id, account, issued }) => identity.createStaffAccount(tx, { staffId: id, account, issued, now })),
  )
}

export interface FirstTeam {
  name: string
  leadId: string | null
  memberIds: string[]
}

/** Queues teams with their members, who must have been queued before. */
export function insertFirstTeams(tx: Tx, teams: readonly FirstTeam[], now: Date): void {
  const rows = teams.map((team) => ({ ...team, id: newId(now.getTime()) }))
  tx.queue(
    `insert into team (organization_id, id, name, lead_id)
     select $1, r.* from unnest($2::uuid[], $3::text[], $4::uuid[]) r`,
    [
      tx.organizationId,
      ...unnested(
        rows,
        (t) => t.id,
        (t) => t.name,
        (t) => t.leadId,
      ),
    ],
  )
  const members = rows.flatMap((team) => team.memberIds.map((staffId) => ({ teamId: team.id, staffId })))
  tx.queue(
    `insert into team_member (organization_id, team_id, staff_id)
     select $1, r.* from unnest($2::uuid[], $3::uuid[]) r`,
    [
      tx.organizationId,
      ...unnested(
        members,
        (m) => m.teamId,
        (m) => m.staffId,
      ),
    ],
  )
}
