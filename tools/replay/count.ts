import type pg from 'pg'
import { faultsIn } from './integrity.ts'
import { PHASES, type Tally } from './tally.ts'

/** The steps whose entry on the timeline of the request or of its order shows that a phase was passed. */
const STEPS: Partial<Record<string, string[]>> = { take: ['take', 'claim'] }

const passed = `
  with mine as (select id as record_id, id as request_id from service_request where id = any($1)
    union all select id, request_id from work_order where request_id = any($1))
  select t.step, count(*)::int as entries, count(distinct m.request_id)::int as requests
  from timeline t join mine m using (record_id) where not (t.record_kind = 'workOrder' and t.step = 'dispatch')
  group by t.step`

/**
 * Counts in the database what a run says it did, and checks that every record is whole.
 * @param ids of the run's requests
 * @param keys that the run may have used for them
 * @returns the lines to print, and whether all agrees
 */
export async function countRun(
  client: pg.Client,
  tally: Tally,
  ids: readonly string[],
  keys: readonly string[],
): Promise<{ lines: string[]; agrees: boolean }> {
  const { rows } = await client.query<{ step: string; entries: number; requests: number }>(passed, [ids])
  const lines = [`${'phase'.padEnd(24)}${'printed'.padStart(10)}${'database'.padStart(10)}`]
  const faults: string[] = []
  let commands = 0
  for (const [key, label] of PHASES) {
    const found = rows.filter((row) => (STEPS[key] ?? [key]).includes(row.step))
    const requests = found.reduce((sum, row) => sum + row.requests, 0)
    const entries = found.reduce((sum, row) => sum + row.entries, 0)
    const said = tally.of(key)
    commands += said
    lines.push(`${label.padEnd(24)}${String(said).padStart(10)}${String(requests).padStart(10)}`)
    if (requests !== said) faults.push(`${said} were printed as ${label}, the database has ${requests}`)
    if (entries !== requests) faults.push(`${entries - requests} requests were ${label} more than once`)
  }
  const remembered = await one(client, 'select count(*)::int as n from idempotency where key = any($1)', [keys])
  if (remembered !== commands) faults.push(`${commands} commands were printed, the database remembers ${remembered}`)
  const photos = await one(
    client,
    `select count(*)::int as n from file f join work_order o on o.id = f.record_id where o.request_id = any($1)`,
    [ids],
  )
  if (photos !== tally.of('reportDone'))
    faults.push(`${tally.of('reportDone')} orders were done, ${photos} have a photo`)
  faults.push(...(await faultsIn(client)))
  const totals = await client.query<Record<string, number>>(
    `select (select count(*)::int from service_request) as requests, (select count(*)::int from work_order) as orders,
       (select count(*)::int from timeline) as "timeline entries", (select count(*)::int from ledger_pending) as commitments,
       (select count(*)::int from audit_event) as "audit events"`,
  )
  lines.push(
    `the database holds ${Object.entries(totals.rows[0] ?? {})
      .map(([name, n]) => `${n} ${name}`)
      .join(', ')}; of this run ${remembered} keys and ${photos} photos`,
  )
  lines.push(...faults.map((fault) => `✖ ${fault}`))
  lines.push(faults.length === 0 ? 'The count in the database agrees.' : 'The count in the database does NOT agree.')
  return { lines, agrees: faults.length === 0 }
}

async function one(client: pg.Client, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(sql, values)
  return rows[0]?.n ?? 0
}
