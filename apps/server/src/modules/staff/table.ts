import type { Role } from '@sims/contracts'
import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { foldLogin, queueStaffAccounts, takenLogins } from '#platform/identity'
import { insertStaff } from './store.ts'

/**
 * A member of staff as a row of a table, texts or null. `roles`: one a line, `agent` in the whole company or
 * `agent@name of a community`; `teams`, `skills`: one a line, sorted.
 */
export type StaffOfTable = Record<
  'employeeNumber' | 'name' | 'account' | 'phone' | 'email' | 'roles' | 'communities' | 'teams' | 'skills',
  string | null
>

export type StaffStanding =
  | { there: string }
  | { objection: { field: keyof StaffOfTable; code: string; params?: Record<string, unknown> } }
  | { free: true }

const known = statement(
  'staff_table_known',
  'select id, employee_number as number from staff where organization_id = $1 and employee_number = any($2)',
)
const communities = statement('staff_table_communities', 'select id, name from community where organization_id = $1')
const teams = statement('staff_table_teams', 'select id, name from team where organization_id = $1')
const insertTeams = statement(
  'staff_table_insert_teams',
  `insert into team (organization_id, id, name, imported_by_run)
   select $1, r.*, $2 from unnest($3::uuid[], $4::text[]) r`,
)
const join = statement(
  'staff_table_join',
  `insert into team_member (organization_id, team_id, staff_id) select $1, r.* from unnest($2::uuid[], $3::uuid[]) r
   on conflict do nothing`,
)
const leave = statement(
  'staff_table_leave',
  'delete from team_member where organization_id = $1 and staff_id = any($2)',
)
const markMade = statement(
  'staff_table_mark',
  'update staff set imported_by_run = $2 where organization_id = $1 and id = any($3)',
)
const clearRights = statement(
  'staff_table_clear',
  `with grants as (delete from role_grant where organization_id = $1 and staff_id = any($2))
   delete from staff_skill where organization_id = $1 and staff_id = any($2)`,
)
const grant = statement(
  'staff_table_grant',
  `insert into role_grant (organization_id, id, staff_id, role, community_id)
   select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) r`,
)
const able = statement(
  'staff_table_able',
  'insert into staff_skill (organization_id, staff_id, skill) select $1, r.* from unnest($2::uuid[], $3::text[]) r',
)
const rename = statement(
  'staff_table_rename',
  `update staff s set name = r.name, phone = r.phone, email = r.email
   from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) r (id, name, phone, email)
   where s.organization_id = $1 and s.id = r.id`,
)
const removal = statement('staff_table_undo', 'select undo_staff($1, $2) as id')
const emptyTeams = statement('staff_table_undo_teams', 'select undo_staff_teams($1)')

export const linesOf = (text: string | null): string[] => (text === null ? [] : text.split('\n'))

/**
 * Staff who come as a table, in the caller's transaction. Accounts are made without a password: nobody can sign in
 * before one has been issued. Teams that nobody has listed are made with the first row that names them.
 */
export function staffOfTable(tx: Tx, runId: string, now: Date) {
  const logins = new Set<string>()
  let places: Map<string, string> | undefined

  const communityIds = async () => {
    places ??= new Map(
      (await tx.query<{ id: string; name: string }>(communities, [tx.organizationId])).map(({ id, name }) => [
        name,
        id,
      ]),
    )
    return places
  }

  /** The community of a role that no community of the company is called, if there is one. */
  const unknownCommunity = (row: StaffOfTable, ids: ReadonlyMap<string, string>) =>
    linesOf(row.roles)
      .map((role) => role.split('@')[1])
      .find((name) => name !== undefined && !ids.has(name))

  const objectionOf = (row: StaffOfTable, ids: ReadonlyMap<string, string>) => {
    const value = unknownCommunity(row, ids)
    return value === undefined
      ? undefined
      : ({ field: 'roles', code: 'imports.noCommunity', params: { value } } as const)
  }

  async function stand(rows: readonly StaffOfTable[]): Promise<StaffStanding[]> {
    const accounts = rows.map(({ account }) => foldLogin(account as string))
    const [there, taken, ids] = await Promise.all([
      tx.query<{ id: string; number: string }>(known, [tx.organizationId, rows.map((row) => row.employeeNumber)]),
      takenLogins(tx, accounts),
      communityIds(),
    ])
    const byNumber = new Map(there.map(({ id, number }) => [number, id]))
    return rows.map((row, i) => {
      const before = byNumber.get(row.employeeNumber as string)
      if (before) return { there: before }
      const objection = objectionOf(row, ids)
      if (objection) return { objection }
      const login = accounts[i] as string
      if (taken.has(login) || logins.has(login))
        return { objection: { field: 'account', code: 'imports.accountTaken' } }
      logins.add(login)
      return { free: true }
    })
  }

  const grantsOf = (row: StaffOfTable, ids: ReadonlyMap<string, string>) =>
    linesOf(row.roles).map((line) => {
      const [role, community] = line.split('@')
      return { role: role as Role, communityId: community === undefined ? null : (ids.get(community) as string) }
    })

  async function create(rows: readonly StaffOfTable[]): Promise<string[]> {
    if (rows.length === 0) return []
    const ids = await communityIds()
    const staff = rows.map((row) => ({
      id: newId(now.getTime()),
      employeeNumber: row.employeeNumber as string,
      name: row.name as string,
      phone: row.phone,
      email: row.email,
      grants: grantsOf(row, ids),
      skills: linesOf(row.skills),
    }))
    insertStaff(tx, staff, now)
    queueStaffAccounts(
      tx,
      staff.map(({ id }, i) => ({ staffId: id, account: rows[i]?.account as string })),
      now,
    )
    tx.queue(markMade, [tx.organizationId, runId, staff.map(({ id }) => id)])
    await joinTeams(staff.map(({ id }, i) => ({ id, teams: linesOf(rows[i]?.teams ?? null) })))
    return staff.map(({ id }) => id)
  }

  async function joinTeams(members: readonly { id: string; teams: readonly string[] }[]): Promise<void> {
    const wanted = members.flatMap(({ id, teams: names }) => names.map((name) => ({ id, name })))
    if (wanted.length === 0) return
    const there = await tx.query<{ id: string; name: string }>(teams, [tx.organizationId])
    const byName = new Map(there.map(({ id, name }) => [name, id]))
    const missing = [...new Set(wanted.map(({ name }) => name))].filter((name) => !byName.has(name))
    for (const name of missing) byName.set(name, newId(now.getTime()))
    if (missing.length > 0)
      tx.queue(insertTeams, [tx.organizationId, runId, missing.map((name) => byName.get(name)), missing])
    tx.queue(join, [
      tx.organizationId,
      ...unnested(
        wanted,
        ({ name }) => byName.get(name),
        ({ id }) => id,
      ),
    ])
  }

  /** Sets names, ways to reach them, roles, teams and skills anew. */
  async function change(changes: readonly { id: string; values: StaffOfTable }[]): Promise<void> {
    if (changes.length === 0) return
    const ids = await communityIds()
    const staffIds = changes.map(({ id }) => id)
    tx.queue(rename, [
      tx.organizationId,
      ...unnested(
        changes,
        ({ id }) => id,
        ({ values }) => values.name,
        ({ values }) => values.phone,
        ({ values }) => values.email,
      ),
    ])
    tx.queue(clearRights, [tx.organizationId, staffIds])
    tx.queue(leave, [tx.organizationId, staffIds])
    const grants = changes.flatMap(({ id, values }) => grantsOf(values, ids).map((one) => ({ ...one, staffId: id })))
    tx.queue(grant, [
      tx.organizationId,
      ...unnested(
        grants,
        () => newId(now.getTime()),
        (g) => g.staffId,
        (g) => g.role,
        (g) => g.communityId,
      ),
    ])
    const skills = changes.flatMap(({ id, values }) => linesOf(values.skills).map((skill) => ({ id, skill })))
    tx.queue(able, [
      tx.organizationId,
      ...unnested(
        skills,
        ({ id }) => id,
        ({ skill }) => skill,
      ),
    ])
    await joinTeams(changes.map(({ id, values }) => ({ id, teams: linesOf(values.teams) })))
  }

  /** What stands against changes: a role in a community that there is not. */
  async function object(changes: readonly { id: string; values: StaffOfTable }[]) {
    const ids = await communityIds()
    return new Map(
      changes.flatMap(({ id, values }) => {
        const objection = objectionOf(values, ids)
        return objection ? [[id, objection] as const] : []
      }),
    )
  }

  async function remove(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const gone = await tx.query<{ id: string }>(removal, [runId, ids])
    return new Set(gone.map(({ id }) => id))
  }
  const removeRest = async () => void (await tx.query(emptyTeams, [runId]))

  return { stand, create, object, change, remove, removeRest }
}

const COLUMNS = `s.id, s.employee_number as "employeeNumber", s.name, a.login as account, s.phone, s.email,
  null as communities,
  (select string_agg(g.role || coalesce('@' || c.name, ''), E'\\n' order by g.role || coalesce('@' || c.name, ''))
    from role_grant g left join community c on c.organization_id = $1 and c.id = g.community_id
    where g.organization_id = $1 and g.staff_id = s.id) as roles,
  (select string_agg(t.name, E'\\n' order by t.name) from team_member m
    join team t on t.organization_id = $1 and t.id = m.team_id
    where m.organization_id = $1 and m.staff_id = s.id) as teams,
  (select string_agg(k.skill, E'\\n' order by k.skill) from staff_skill k
    where k.organization_id = $1 and k.staff_id = s.id) as skills`
const current = statement(
  'staff_table_current',
  `select ${COLUMNS} from staff s join account a on a.organization_id = $1 and a.staff_id = s.id
   where s.organization_id = $1 and s.id = any($2) and s.left_on is null`,
)
const all = statement(
  'staff_table_all',
  'select id from staff where organization_id = $1 and left_on is null order by employee_number, id',
)

/** Members of staff who have not left as rows of a table, by id. */
export async function staffRows(tx: Tx, ids: readonly string[]): Promise<Map<string, StaffOfTable>> {
  const rows = await tx.query<StaffOfTable & { id: string }>(current, [tx.organizationId, ids])
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Ids of all who have not left, in the order of their numbers. */
export const allStaff = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ id: string }>(all, [tx.organizationId])).map(({ id }) => id)
