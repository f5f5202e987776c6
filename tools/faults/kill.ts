import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const PATIENCE_MS = 120_000

/**
 * kill -9 of the server, and of its PostgreSQL at the same moment when asked for; then a look at what the database holds
 * while no server runs, and the start of the next one.
 * @returns what the look found, and milliseconds until the next server was ready
 */
export async function killAndLook<T>(
  stage: Stage,
  withPostgres: boolean,
  look: (client: pg.Client) => Promise<T>,
): Promise<{ found: T; readyMs: number }> {
  const { server } = stage
  const gone = server.kill()
  if (withPostgres) stage.killPostgres()
  await gone
  const found = await stage.look(look)
  return { found, readyMs: await stage.restart() }
}

/** How a kill is called in a line of the report. */
export const killed = (withPostgres: boolean) => (withPostgres ? 'server and PostgreSQL' : 'server')

/** Asks until something is there. @throws Error after two minutes, with what was asked last */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, everyMs = 50): Promise<T> {
  const started = performance.now()
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (performance.now() - started > PATIENCE_MS) throw new Error(`${what}: not after ${PATIENCE_MS / 1000} s`)
    await sleep(everyMs)
  }
}

/** A server that comes back after a kill and does the rest has nothing to complain of. */
export const silent = ({ server }: Stage): string[] =>
  unless(server.lastFault() === '', `the next server logged: ${server.lastFault()}`)

/** Fewer kills at random moments may all miss what takes some milliseconds. */
const ENOUGH = 10

/** A kill that always comes before or after the work proves nothing. */
export function hitsInside(report: Report, what: string, hits: number, kills: number): void {
  report.check(
    `a kill fell into the middle of ${what}`,
    unless(hits > 0 || kills < ENOUGH, 'none did'),
    `${hits} of ${kills}`,
  )
}

/** One value of one row. */
export async function numberOf(client: pg.Client, sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ n: string }>(sql, values)
  return Number(rows[0]?.n)
}

/** Counts that are not what they must be, in words. */
export async function wrongCounts(
  client: pg.Client,
  values: unknown[],
  counts: readonly (readonly [what: string, expected: number, from: string])[],
): Promise<string[]> {
  const faults: string[] = []
  for (const [what, expected, from] of counts) {
    const n = await numberOf(client, `select count(*) as n from ${from}`, values)
    faults.push(...unless(n === expected, `${n} ${what} instead of ${expected}`))
  }
  return faults
}
