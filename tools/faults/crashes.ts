import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../apps/server/src/modules/demo/dice.ts'
import { verify } from './history.ts'
import { startLoad } from './load.ts'
import { quantile, type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

export interface CrashOptions {
  rounds: number
  clients: number
  dice: Dice
}

/** so long may the server go on without its database before it ends */
const NOTICE_MS = 10_000

/** kill -9 of the server at random moments under load; its PostgreSQL lives on and is adopted by the next start. */
export async function killServers(stage: Stage, report: Report, options: CrashOptions): Promise<void> {
  report.group(`kill -9 of the server, ${options.rounds} times under the load of ${options.clients} clients`)
  await crash(stage, report, options, async () => {
    await stage.server.kill()
    return { faults: [], note: '' }
  })
}

/** kill -9 of every PostgreSQL process at once; the server must notice and end, so that its supervisor starts it anew. */
export async function killPostgres(stage: Stage, report: Report, options: CrashOptions): Promise<void> {
  report.group(`kill -9 of PostgreSQL, ${options.rounds} times under the load of ${options.clients} clients`)
  await crash(stage, report, options, async () => {
    const killed = performance.now()
    const processes = stage.killPostgres()
    const code = await Promise.race([stage.server.ended, sleep(NOTICE_MS, 'alive' as const)])
    const ms = (performance.now() - killed).toFixed(0)
    if (code === 'alive') await stage.server.kill()
    return {
      faults: unless(
        code === 1,
        code === 'alive' ? `the server lives on after ${NOTICE_MS} ms` : `it ended with ${code}`,
      ),
      note: `${processes} processes, the server noticed after ${ms} ms, `,
    }
  })
}

async function crash(
  stage: Stage,
  report: Report,
  { rounds, clients, dice }: CrashOptions,
  kill: () => Promise<{ faults: string[]; note: string }>,
): Promise<void> {
  const starts: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const load = startLoad(stage, clients)
    const moment = dice.between(200, 2500)
    await sleep(moment)
    const { faults, note } = await kill()
    const sent = await load.stop()
    const readyMs = await stage.restart()
    starts.push(readyMs)
    faults.push(...(await stage.look((client) => verify(sent, client))))
    const count = (outcome: string) => sent.filter((command) => command.outcome === outcome).length
    const what = `${count('acknowledged')} acknowledged, ${count('unknown')} unknown`
    report.check(
      `round ${round}, at ${moment} ms: nothing lost, nothing half, nothing twice`,
      faults,
      `${what}; ${note}ready again after ${readyMs.toFixed(0)} ms`,
    )
  }
  report.check('the work that followed is done', await unfinished(stage))
  const ms = (share: number) => quantile(starts, share).toFixed(0)
  report.note(`restart: median ${ms(0.5)} ms, longest ${ms(1)} ms`)
}

/** What the outbox still holds after half a minute, or has set aside. */
async function unfinished(stage: Stage): Promise<string[]> {
  const sql = `select (select count(*)::int from outbox) as waiting, (select count(*)::int from outbox_failed) as failed,
    (select count(*)::int from service_request r where not exists (
      select from request_search s where s.request_id = r.id)) as unindexed`
  for (let second = 0; ; second++) {
    const { rows } = await stage.look((client) => client.query<Record<string, number>>(sql))
    const left = Object.entries(rows[0] ?? {}).filter(([, n]) => n > 0)
    if (left.length === 0 || second === 30) return left.map(([name, n]) => `${n} ${name}`)
    await sleep(1000)
  }
}
