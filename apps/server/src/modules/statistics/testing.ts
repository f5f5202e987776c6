import type { ClockFigures } from '@sims/contracts'
import type { TestCompany } from '../../../testing.ts'

/**
 * The figures of a set of requests by a full scan: PostgreSQL alone, from the requests, their timelines and the calendar
 * tables, with none of the code under test.
 */
export async function fullScan({ database }: TestCompany, where = 'true'): Promise<ClockFigures> {
  const { rows } = await database.owner.query<ClockFigures>(`
    with answered as (
      select r.id, r.occurred_at as reported,
        (select t.occurred_at from timeline t where t.record_id = r.id and t.phase = 'feedback'
         order by t.occurred_at limit 1) as at
      from service_request r where ${where}),
    dated as (
      select *, (reported at time zone 'Asia/Shanghai')::date as d0, (at at time zone 'Asia/Shanghai')::date as d1
      from answered),
    measured as (
      select dated.*, case when at is not null then (
        select count(*) from generate_series(d0 + 1, d1, interval '1 day') g (day)
        left join calendar_day c on c.day = g.day::date
        where coalesce(c.working, extract(isodow from g.day) < 6)) end::int as days
      from dated)
    select count(*)::int as requests, count(at)::int as answered,
      count(*) filter (where at <= reported + interval '24 hours')::int as "within24h",
      count(*) filter (where days <= 7)::int as "withinResultDays", count(days)::int as counted,
      percentile_cont(0.5) within group (order by days) as "medianDays"
    from measured`)
  return rows[0] as ClockFigures
}
