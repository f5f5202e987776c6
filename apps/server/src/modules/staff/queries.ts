import { CLOSED_PHASES, type Page, type StaffMember } from '@sims/contracts'
import type { Actor } from '#kernel'
import { contractorsOf } from '#modules/contractors'
import { statement, type Tx } from '#platform/db'
import { pageOf, readCursor } from '#platform/http'
import { viewOf } from './policy.ts'

type Row = Omit<StaffMember, 'contractor'> & { created_at: Date }

const list = `
  select s.id, s.employee_number as "employeeNumber", s.name, s.phone, s.email, s.left_on as "leftOn", s.created_at,
    case when $3 then a.login end as account,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'communityId', g.community_id) order by g.id)
      from role_grant g where g.organization_id = $1 and g.staff_id = s.id), '[]') as grants,
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
      from team_member m join team t on t.organization_id = $1 and t.id = m.team_id
      where m.organization_id = $1 and m.staff_id = s.id), '[]') as teams,
    array(select k.skill from staff_skill k where k.organization_id = $1 and k.staff_id = s.id order by 1) as skills,
    (select count(*) from work_order w where w.organization_id = $1 and w.assignee_id = s.id
      and w.settled_at is null and w.phase <> all ($8::text[])) as "openOrders"
  from staff s
  left join account a on a.organization_id = $1 and a.staff_id = s.id
  where s.organization_id = $1
    and ($3 or s.left_on is null
      or s.left_on > ($2::timestamptz at time zone (select time_zone from organization where organization_id = $1))::date)
    and ($4::uuid[] is null or exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
      and (g.community_id is null or g.community_id = any ($4))))
    and ($5::uuid is null or exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
      and (g.community_id is null or g.community_id = $5)))
    and ($6::text is null or exists (select from staff_skill k where k.organization_id = $1 and k.staff_id = s.id
      and k.skill = $6))
    and ($7::timestamptz is null or (s.created_at, s.id) > ($7, $9::uuid))
  order by s.created_at, s.id limit $10`

export interface StaffQuery {
  communityId?: string | undefined
  skill?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Staff in the order in which they came, for assignment; for administration also account names and who has left. */
export async function listStaff(tx: Tx, actor: Actor, query: StaffQuery, now: Date): Promise<Page<StaffMember>> {
  const view = viewOf(actor)
  const after = readCursor(query.cursor)
  const rows = await tx.query<Row>(list, [
    tx.organizationId,
    now,
    view.administration,
    view.communities,
    query.communityId ?? null,
    query.skill ?? null,
    after?.at ?? null,
    CLOSED_PHASES,
    after?.id ?? null,
    query.limit + 1,
  ])
  const ids = rows.map(({ id }) => id)
  const firms = await contractorsOf(tx, ids, { zone: actor.timeZone, now })
  return pageOf(
    rows,
    query.limit,
    (row) => ({ at: row.created_at, id: row.id }),
    ({ created_at: _, ...member }) => ({ ...member, contractor: firms.get(member.id) ?? null }),
  )
}

/** A member of staff as others need them: whom to notify, in which language, where. */
export interface StaffContact {
  id: string
  name: string
  email: string | null
  phone: string | null
  accountId: string
  locale: 'zh-CN' | 'en'
}

const contact = `select s.id, s.name, s.email, s.phone, a.id as "accountId", a.locale
  from staff s join account a on a.organization_id = $1 and a.staff_id = s.id`
/** works here and can sign in on the day of `$3` in the organization's zone */
const present = `s.organization_id = $1 and a.disabled_at is null and (s.left_on is null or s.left_on >
  ($3::timestamptz at time zone (select time_zone from organization where organization_id = $1))::date)`

const byId = statement('staff_by_id', `${contact} where s.organization_id = $1 and s.id = any ($2)`)
const withRoles = statement(
  'staff_with_roles',
  `${contact} where ${present} and exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
     and g.role = any ($2) and (g.community_id is null or $4::uuid is null or g.community_id = $4)) order by s.id`,
)

/** Those of these members of staff that exist, whether they still work here or not; in no order. */
export const staffById = (tx: Tx, ids: readonly string[]): Promise<StaffContact[]> =>
  tx.query(byId, [tx.organizationId, ids])

/** Who holds one of the roles in a community and works here at `now`. */
export const staffWithRoles = (
  tx: Tx,
  roles: readonly string[],
  communityId: string | null,
  now: Date,
): Promise<StaffContact[]> => tx.query(withRoles, [tx.organizationId, roles, now, communityId])

const leads = statement(
  'staff_leads',
  `select distinct w.id as "accountId", a.id as "leadAccountId"
   from account w
   join team_member m on m.organization_id = $1 and m.staff_id = w.staff_id
   join team t on t.organization_id = $1 and t.id = m.team_id and t.lead_id <> w.staff_id
   join staff s on s.organization_id = $1 and s.id = t.lead_id
   join account a on a.organization_id = $1 and a.staff_id = s.id
   where w.organization_id = $1 and w.id = any ($2) and ${present}`,
)

/** Who leads the teams of these accounts and works here at `now`; nobody is their own lead. */
export const leadsOf = (
  tx: Tx,
  accountIds: readonly string[],
  now: Date,
): Promise<{ accountId: string; leadAccountId: string }[]> => tx.query(leads, [tx.organizationId, accountIds, now])

const accounts = statement(
  'staff_accounts',
  `select s.id as "staffId", a.id as "accountId" from staff s
   join account a on a.organization_id = $1 and a.staff_id = s.id
   where ${present} and s.id = any ($2)`,
)

/** The accounts of some members of staff who work here at `now`. */
export const accountsOf = (
  tx: Tx,
  staffIds: readonly string[],
  now: Date,
): Promise<{ staffId: string; accountId: string }[]> => tx.query(accounts, [tx.organizationId, staffIds, now])

const everywhere = statement(
  'staff_everywhere',
  `select s.id from staff s join account a on a.organization_id = $1 and a.staff_id = s.id
   where ${present} and exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
     and g.role = any ($2) and g.community_id is null)`,
)

/** Ids of those who hold one of the roles in the whole company and work here at `now`. */
export const staffEverywhere = async (tx: Tx, roles: readonly string[], now: Date): Promise<string[]> =>
  (await tx.query<{ id: string }>(everywhere, [tx.organizationId, roles, now])).map(({ id }) => id)

const able = statement(
  'staff_able',
  `select s.id from staff s join account a on a.organization_id = $1 and a.staff_id = s.id
   where ${present} and exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
     and g.role = any ($2) and (g.community_id is null or g.community_id = $4))
     and ($5::text is null or exists (select from staff_skill k where k.organization_id = $1 and k.staff_id = s.id
       and k.skill = $5))
   order by s.id`,
)

/** Ids of those who hold one of the roles in a community, have the skill (null: any) and work here at `now`. */
export const staffAble = async (
  tx: Tx,
  roles: readonly string[],
  { communityId, skill }: { communityId: string; skill: string | null },
  now: Date,
): Promise<string[]> =>
  (await tx.query<{ id: string }>(able, [tx.organizationId, roles, now, communityId, skill])).map(({ id }) => id)
