import type { ProcessFigures, processFiguresQuery } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { currentDefinition, formerStates } from '#platform/process'

type Query = z.output<typeof processFiguresQuery>
const DAY = 86_400_000

/**
 * What stands where in a process now, and what happened in each of its states in the last days: how often it was left,
 * median and ninth decile of the time spent there in seconds, clocks missed there.
 * @throws DomainError `http.notFound` when the organization has no such process
 */
export async function processFigures(tx: Tx, actor: Actor, query: Query, now: Date): Promise<ProcessFigures> {
  assertMay(actor, 'statistics.read')
  const process = await currentDefinition(tx, query.process, now)
  if (!process) throw new DomainError('http.notFound')
  const since = new Date(now.getTime() - query.days * DAY)
  const [running, visits, breaches] = await Promise.all([
    standing(tx, actor, query),
    tx.query<{ state: string; visits: number; median: number; p90: number }>(
      ...over(tx, actor, query, since, 'state_visit', 'left_at', {
        visits: 'count(*)::int',
        median: `percentile_cont(0.5) within group (order by ${SPENT})`,
        p90: `percentile_cont(0.9) within group (order by ${SPENT})`,
      }),
    ),
    tx.query<{ state: string; breaches: number }>(
      ...over(tx, actor, query, since, 'clock_breach', 'breached_at', { breaches: 'count(*)::int' }),
    ),
  ])
  const own = process.definition.states
  const seen = new Set([...running, ...visits, ...breaches].map(({ state }) => state))
  const former = [...seen].filter((key) => !own.some((state) => state.key === key)).sort()
  const states = [...own, ...(await formerStates(tx, query.process, former))]
  const of = <T extends { state: string }>(rows: T[], state: string) => rows.find((row) => row.state === state)
  return {
    definitionId: process.id,
    states: states.map(({ key, phase, names }) => {
      const visit = of(visits, key)
      return {
        key,
        phase,
        names,
        former: former.includes(key),
        running: of(running, key)?.running ?? 0,
        visits: visit?.visits ?? 0,
        medianSeconds: visit ? Math.round(visit.median) : null,
        p90Seconds: visit ? Math.round(visit.p90) : null,
        breaches: of(breaches, key)?.breaches ?? 0,
      }
    }),
  }
}

const SPENT = 'extract(epoch from f.left_at - f.entered_at)::float8'

/** Open records by state; those of older versions stand under their states of the same key. */
function standing(tx: Tx, actor: Actor, query: Query): Promise<{ state: string; running: number }[]> {
  const p = new Params()
  const organization = p.add(tx.organizationId)
  const [table, kind] =
    query.process === 'workOrder' ? ['work_order', 'true'] : ['service_request', `f.kind = ${p.add(query.process)}`]
  return tx.query(
    composed(`select f.state, count(*)::int as running from ${table} f
      where f.organization_id = ${organization} and f.settled_at is null and ${kind}
        and ${within(actor, query, p)} group by f.state`),
    p.values,
  )
}

function over(
  tx: Tx,
  actor: Actor,
  query: Query,
  since: Date,
  table: string,
  at: string,
  figures: Record<string, string>,
): Parameters<Tx['query']> {
  const p = new Params()
  const columns = Object.entries(figures).map(([name, sql]) => `${sql} as ${name}`)
  const sql = `select f.state, ${columns.join(', ')} from ${table} f
    where f.organization_id = ${p.add(tx.organizationId)} and f.process = ${p.add(query.process)}
      and f.${at} >= ${p.add(since)} and ${within(actor, query, p)} group by f.state`
  return [composed(sql), p.values]
}

/** The communities that the reader may see figures of, or the one asked for among them. */
function within(actor: Actor, { communityId }: Query, p: Params): string {
  const communities = communitiesWith(actor, 'statistics.read')
  const reach = communities === 'all' ? 'true' : `f.community_id = any(${p.add(communities)}::uuid[])`
  return communityId ? `${reach} and f.community_id = ${p.add(communityId)}::uuid` : reach
}
