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

/** so long may the server go on without its database before it ends, and be away after its connections were cut */
const NOTICE_MS = 10_000
const AWAY_MS = 5_000

/** What a round breaks, and how the server comes back: answers the milliseconds that it was away. */
interface Break {
  faults: string[]
  note: string
  back: () => Promise<number>
}

/** kill -9 of the server at random moments under load; its PostgreSQL lives on and is adopted by the next start. */
export async function killServers(stage: Stage, report: Report, options: CrashOptions): Promise<void> {
  report.group(`kill -9 of the server, ${options.rounds} times under the load of ${options.clients} clients`)
  await crash(stage, report, options, async () => {
    await stage.server.kill()
    return { faults: [], note: '', back: stage.restart }
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
    const complaints = stage.server.complaints()
    return {
      faults: [
        ...unless(code === 1, code === 'alive' ? `the server lives on after ${NOTICE_MS} ms` : `it ended with ${code}`),
        // it must end because it has noticed, not because nobody caught an error
        ...unless(!/^ {4}at /m.test(complaints), `its last words: ${complaints.slice(-1500)}`),
      ],
      note: `${processes} processes, the server noticed after ${ms} ms, `,
      back: stage.restart,
    }
  })
}

/** All connections to the database are cut while both live on: the server must open new ones by itself. */
export async function cutConnections(stage: Stage, report: Report, options: CrashOptions): Promise<void> {
  report.group(`all connections cut, ${options.rounds} times under the load of ${options.clients} clients`)
  await crash(stage, report, options, async () => {
    const cut = performance.now()
    const { rowCount } = await stage.look((client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sims_app'`),
    )
    const faults: string[] = []
    return {
      faults,
      note: `${rowCount} connections, `,
      back: async () => {
        for (;;) {
          const answered = await stage.agent.api('whoAmI').then(
            () => true,
            () => false,
          )
          const away = performance.now() - cut
          if (answered) return away
          if (away > AWAY_MS) {
            faults.push(`the server is away after ${AWAY_MS} ms: ${stage.server.complaints().slice(-1500)}`)
            await stage.server.kill()
            return await stage.restart()
          }
          await sleep(20)
        }
      },
    }
  })
}

async function crash(
  stage: Stage,
  report: Report,
  { rounds, clients, dice }: CrashOptions,
  kill: () => Promise<Break>,
): Promise<void> {
  const starts: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const load = startLoad(stage, clients)
    const moment = dice.between(200, 2500)
    await sleep(moment)
    const { faults, note, back } = await kill()
    const sent = await load.stop()
    const readyMs = await back()
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
  report.note(`back again: median ${ms(0.5)} ms, longest ${ms(1)} ms`)
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
