import type pg from 'pg'
import { say } from '../lib/report.ts'
import type { Home } from './found.ts'
import { FREQUENT, RARE, words } from './words.ts'

export interface RequestSpec {
  requests: number
  /** share of requests that are not closed; 1: all of them, and all in the first state */
  open: number
  /** days before `now` in which they came in */
  days: number
}

const BATCH = 100_000

/**
 * Fills service_request: spread evenly over the days, nine tenths of the open ones among the newest, the others
 * anywhere; texts of the word lists; a third of those that work is asked on overdue.
 */
export async function insertRequests(client: pg.Client, homes: readonly Home[], spec: RequestSpec, now: Date) {
  await shareHomes(client, homes)
  const indexes = await dropIndexes(client)
  for (let from = 1; from <= spec.requests; from += BATCH) {
    const to = Math.min(spec.requests, from + BATCH - 1)
    await client.query(insert, [from, to, spec.requests, spec.open, spec.days, now, ...texts])
    say(`  ${to} of ${spec.requests} requests`)
  }
  for (const index of indexes) await client.query(index)
  await client.query(`select setval('request_number', (select max(number) from service_request))`)
}

/** Homes, agents and categories, numbered, so that a random number finds one. */
async function shareHomes(client: pg.Client, homes: readonly Home[]): Promise<void> {
  await client.query(`
    create temp table home (n int primary key, place_id uuid, community_id uuid, customer_id uuid, contact bytea);
    create temp table agent as select row_number() over (order by a.login)::int as n, a.staff_id from account a
      where a.login ~ '^(agent[0-5]|district[01])$';
    create temp table kind as select row_number() over (order by key)::int as n, key, id,
        content->>'skill' as skill, (content->>'defaultUrgency')::int as urgency, (content->>'defaultImpact')::int as impact
      from regulation_version where kind = 'category' and content->>'kind' = 'repair'`)
  const column = (of: (home: Home) => unknown) => homes.map(of)
  await client.query(
    `insert into home select row_number() over (), r.* from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) r`,
    [
      column((h) => h.placeId),
      column((h) => h.communityId),
      column((h) => h.customerId),
      column((h) => h.contactSealed),
    ],
  )
  await client.query('analyze home; analyze agent; analyze kind')
}

/** Takes the secondary indexes away; gives the statements that make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'service_request'::regclass and not indisprimary`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map((row) => row.definition)
}

const texts = [words.time, words.where, words.frequent, words.rare, words.problem, words.ask]
const one = (list: string) => `(${list})[1 + floor(random() * cardinality(${list}))::int]`
const [time, where, frequent, rare, problem, ask] = texts.map((_, i) => one(`$${i + 7}::text[]`))

/** $1 first, $2 last, $3 how many in all, $4 share of open ones, $5 days, $6 now, $7 … word lists */
const insert = `
with drawn as materialized (
  select i, case when $4::float8 = 1 then true else i > $3::int * (1 - $4 * 0.9) or random() < $4 * 0.1 end as open,
    $6::timestamptz - make_interval(secs => $5::float8 * 86400 * (1 - i::float8 / $3::int) + random()) as created_at,
    random() as stage, random() as late, random() as topic, random() as scored,
    1 + floor(random() * (select count(*) from home))::int as home,
    1 + floor(random() * (select count(*) from agent))::int as agent,
    1 + floor(random() * (select count(*) from kind))::int as kind,
    (array['app','app','app','app','phone','phone','desk','qr'])[1 + floor(random() * 8)::int] as channel,
    ${time} as said_when, ${where} as said_where, ${ask} as said_ask,
    ${frequent} as said_frequent, ${rare} as said_rare, ${problem} as said_problem,
    md5(random()::text || i) as chance
  from generate_series($1::int, $2::int) i
), placed as materialized (
  select d.*, floor(extract(epoch from d.created_at) * 1000)::bigint as ms,
    case when $4 = 1 then 'received'
      when open then case when stage < .25 then 'received' when stage < .35 then 'accepted' when stage < .5 then 'triaged'
        when stage < .7 then 'assigned' when stage < .8 then 'executing' when stage < .95 then 'done' else 'rated' end
      else case when stage < .04 then 'cancelled' when stage < .2 then 'settled' else 'archived' end end as state
  from drawn d
), stated as (
  select p.*, case state when 'received' then 'new' when 'triaged' then 'accepted' when 'done' then 'feedback'
      when 'rated' then 'feedback' else state end as phase,
    case state when 'received' then 1 when 'accepted' then 2 when 'triaged' then 3 when 'assigned' then 4
      when 'executing' then 5 when 'done' then 6 when 'rated' then 7 when 'settled' then 8 when 'archived' then 9
      else 2 end as version
  from placed p
)
insert into service_request (organization_id, id, number, kind, category, community_id, place_id, customer_id,
  contact_sealed, description, channel, urgency, impact, priority, private_part, in_warranty, first_contact_owner_id,
  definition_id, category_version_id, state, phase, version, entries, next_due_at, rating_overall, rating_speed,
  rating_service, occurred_at, created_at, settled_at)
select o.organization_id,
  (lpad(to_hex(ms), 12, '0') || '7' || substr(chance, 1, 3) || '8' || substr(chance, 4, 15))::uuid,
  100000 + i, 'repair', k.key, h.community_id, h.place_id, h.customer_id, h.contact,
  said_when || said_where || case when topic < ${FREQUENT.share} then said_frequent
    when topic < ${FREQUENT.share + RARE.share} then said_rare else said_problem end || said_ask,
  channel, k.urgency, k.impact, least(k.urgency, k.impact), version > 2, version > 2 and late < .3,
  case when version > 1 then a.staff_id end, p.id, k.id, state, phase, version, version,
  case when phase in ('new', 'accepted', 'assigned', 'executing') then
    case when $4 = 1 then created_at + interval '24 hours' else $6 + make_interval(hours => (late * 120 - 40)::int) end end,
  case when version > 6 and scored < .4 then 3 + floor(scored * 7)::int end,
  case when version > 6 and scored < .4 then 3 + floor(late * 3)::int end,
  case when version > 6 and scored < .4 then 5 end,
  created_at, created_at, case when not open then created_at + make_interval(hours => 4 + (late * 90)::int) end
from stated s
join home h on h.n = s.home join kind k on k.n = s.kind join agent a on a.n = s.agent
cross join (select organization_id from organization) o
cross join (select id from regulation_version where kind = 'process' and key = 'repair') p
order by i`
