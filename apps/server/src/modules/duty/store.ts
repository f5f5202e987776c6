import type { DutyPost, Role } from '@sims/contracts'
import { type IsoDate, newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import type { Shift } from './domain/shifts.ts'

/** A shift as stored, with the person on it. */
export interface ShiftRow {
  id: string
  communityId: string | null
  date: IsoDate
  from: string
  to: string
  startsAt: Date
  endsAt: Date
  post: DutyPost
  order: number
  staffId: string
  name: string
  phone: string | null
}

const COLUMNS = `d.id, d.community_id as "communityId", d.day::text as date, d.from_time as "from", d.to_time as "to",
  d.starts_at as "startsAt", d.ends_at as "endsAt", d.post, d.call_order as "order", d.staff_id as "staffId",
  s.name, s.phone`
const FROM = `duty_shift d join staff s on s.organization_id = d.organization_id and s.id = d.staff_id`
const ORDER = `order by d.starts_at, d.post = 'manager', d.post desc, d.call_order, d.id`

const ofDays = statement(
  'duty_of_days',
  `select ${COLUMNS} from ${FROM}
   where d.organization_id = $1 and d.day >= $2::date and d.day <= $3::date ${ORDER}`,
)

/** All shifts of the organization that begin on these days. */
export const shiftsOfDays = (tx: Tx, from: IsoDate, to: IsoDate): Promise<ShiftRow[]> =>
  tx.query(ofDays, [tx.organizationId, from, to])

// no shift is longer than a day, and one hour more for a night in which clocks change
const atMoment = statement(
  'duty_now',
  `select ${COLUMNS}, a.id as "accountId" from ${FROM}
   join account a on a.organization_id = s.organization_id and a.staff_id = s.id and a.disabled_at is null
   where d.organization_id = $1 and d.starts_at <= $2 and d.starts_at > $2::timestamptz - interval '25 hours'
     and d.ends_at > $2 and (s.left_on is null or s.left_on > d.day) ${ORDER}`,
)

/** Everybody who is on duty at a moment, still works here and can sign in. */
export const shiftsNow = (tx: Tx, now: Date): Promise<(ShiftRow & { accountId: string })[]> =>
  tx.query(atMoment, [tx.organizationId, now])

const ofStaff = statement(
  'duty_of_staff',
  `select ${COLUMNS}, c.name as "communityName" from ${FROM}
   left join community c on c.organization_id = d.organization_id and c.id = d.community_id
   where d.organization_id = $1 and d.staff_id = $2 and d.ends_at > $3 order by d.starts_at, d.id limit $4`,
)

/** The next turns of a person with the names of the communities, those that are not over at `now`. */
export const shiftsOf = (
  tx: Tx,
  staffId: string,
  now: Date,
  limit: number,
): Promise<(ShiftRow & { communityName: string | null })[]> =>
  tx.query(ofStaff, [tx.organizationId, staffId, now, limit])

const holders = statement(
  'duty_holders',
  `select g.role, array_agg(distinct a.id) as accounts
   from role_grant g
   join staff s on s.organization_id = $1 and s.id = g.staff_id and (s.left_on is null or s.left_on >
     ($4::timestamptz at time zone (select time_zone from organization where organization_id = $1))::date)
   join account a on a.organization_id = $1 and a.staff_id = s.id and a.disabled_at is null
   where g.organization_id = $1 and g.role = any($2)
     and (g.community_id is null or $3::uuid is null or g.community_id = $3)
   group by g.role`,
)

/** Accounts of those who hold these roles in a community (null: anywhere), still work here and can sign in. */
export async function holdersOf(
  tx: Tx,
  roles: readonly Role[],
  communityId: string | null,
  now: Date,
): Promise<Map<Role, string[]>> {
  const rows = await tx.query<{ role: Role; accounts: string[] }>(holders, [tx.organizationId, roles, communityId, now])
  return new Map(rows.map(({ role, accounts }) => [role, accounts]))
}

const names = statement(
  'duty_day_names',
  `select day::text as date, name from calendar_day where organization_id = $1 and day >= $2::date and day <= $3::date`,
)

/** The holidays among these days, and the days on which they are made up for, by date. */
export async function dayNames(tx: Tx, from: IsoDate, to: IsoDate): Promise<Map<IsoDate, string>> {
  const rows = await tx.query<{ date: IsoDate; name: string }>(names, [tx.organizationId, from, to])
  return new Map(rows.map(({ date, name }) => [date, name]))
}

const lock = statement('duty_lock', `select pg_advisory_xact_lock(hashtextextended('duty ' || $1, 0))`)

/** Rosters of one organization change one after the other: overlaps are judged across all of them. */
export async function lockRosters(tx: Tx): Promise<void> {
  await tx.query(lock, [tx.organizationId])
}

const remove = statement('duty_remove', 'delete from duty_shift where organization_id = $1 and id = any($2)')
const insert = statement(
  'duty_insert',
  `insert into duty_shift (organization_id, id, community_id, day, from_time, to_time, starts_at, ends_at, post,
     call_order, staff_id)
   select $1, n.id, $2, n.day, n.from_time, n.to_time, n.starts_at, n.ends_at, n.post, n.call_order, n.staff_id
   from unnest($3::uuid[], $4::date[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[],
     $10::int2[], $11::uuid[]) n (id, day, from_time, to_time, starts_at, ends_at, post, call_order, staff_id)`,
)

/** Queues the removal of shifts. */
export function removeShifts(tx: Tx, ids: readonly string[]): void {
  if (ids.length > 0) tx.queue(remove, [tx.organizationId, ids])
}

/** Queues new shifts of one roster. */
export function insertShifts(tx: Tx, communityId: string | null, shifts: readonly Shift[], now: Date): void {
  if (shifts.length === 0) return
  const columns = unnested(
    shifts,
    () => newId(now.getTime()),
    (s) => s.date,
    (s) => s.from,
    (s) => s.to,
    (s) => new Date(s.startsAt),
    (s) => new Date(s.endsAt),
    (s) => s.post,
    (s) => s.order,
    (s) => s.staffId,
  )
  tx.queue(insert, [tx.organizationId, communityId, ...columns])
}

/** A member of staff with their roles where a roster is for. */
export interface Candidate {
  id: string
  name: string
  /** can sign in */
  active: boolean
  leftOn: IsoDate | null
  roles: string[]
}

// a roster of the whole company asks for roles in every community, because its people are told of records anywhere
const candidates = statement(
  'duty_candidates',
  `select s.id, s.name, s.left_on::text as "leftOn",
     exists (select from account a where a.organization_id = $1 and a.staff_id = s.id and a.disabled_at is null) as active,
     array(select g.role from role_grant g where g.organization_id = $1 and g.staff_id = s.id
       and (g.community_id is null or g.community_id = $3)) as roles
   from staff s where s.organization_id = $1 and s.id = any($2)`,
)

export async function candidatesOf(
  tx: Tx,
  ids: readonly string[],
  communityId: string | null,
): Promise<Map<string, Candidate>> {
  const rows = await tx.query<Candidate>(candidates, [tx.organizationId, [...new Set(ids)], communityId])
  return new Map(rows.map((row) => [row.id, row]))
}
