/**
 * `npm run test:faults`: breaks a running system in every way it can think of, and looks whether it stays whole: kill -9
 * of the server and of PostgreSQL under load and in the middle of imports, of publications, of text messages on their
 * way, of computing due times anew, of dispatching in turn, of backups and restores, a full disk for backups, connections
 * cut, fifty hands on one order, one key a hundred times, wrong and hostile input, ids of others. Ends with the line
 * `N passed, N failed`.
 *
 * Names of groups choose among them: input pictures keys claims server postgres connections imports messages tables
 * publishing retiming turns backups strangers. Options: --seed N (the random moments of an earlier run), --rounds N of each
 * crash (20), --claims N
 * rounds (100), --clients N of the load (8).
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { dice } from '../apps/server/src/modules/demo/dice.ts'
import { breakBackups } from './faults/backups.ts'
import { badBodies } from './faults/bad-bodies.ts'
import { badCalls } from './faults/bad-calls.ts'
import { badPictures } from './faults/bad-pictures.ts'
import { badSteps } from './faults/bad-steps.ts'
import { claimOrders } from './faults/claims.ts'
import { cutConnections, killPostgres, killServers } from './faults/crashes.ts'
import { expectAll } from './faults/expect.ts'
import { killImports } from './faults/imports.ts'
import { repeatKeys } from './faults/keys.ts'
import { killMessages } from './faults/messages.ts'
import { killPublishing } from './faults/publishing.ts'
import { Report } from './faults/report.ts'
import { killRetiming } from './faults/retiming.ts'
import { openStage, type Stage } from './faults/stage.ts'
import { strangers } from './faults/strangers.ts'
import { killTables } from './faults/tables.ts'
import { killTurns } from './faults/turns.ts'
import { faultsIn } from './replay/integrity.ts'
import { stopAll } from './replay/server.ts'

const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  options: { seed: text, rounds: text, claims: text, clients: text },
  allowPositionals: true,
})
const number = (given: string | undefined, otherwise: number) => {
  const value = Number(given ?? otherwise)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${given} is no whole number above 0`)
  return value
}
const seed = number(values.seed, randomInt(1, 2 ** 31))
const crashes = { rounds: number(values.rounds, 20), clients: number(values.clients, 8), dice: dice(seed) }

const groups: Record<string, (stage: Stage, report: Report) => Promise<void>> = {
  input: async (stage, report) => {
    await expectAll(stage, report, 'bodies', badBodies(stage))
    await expectAll(stage, report, 'addresses, headers, tokens', badCalls(stage))
    await expectAll(stage, report, 'steps', await badSteps(stage))
  },
  pictures: async (stage, report) => expectAll(stage, report, 'files', await badPictures(stage)),
  keys: repeatKeys,
  claims: (stage, report) => claimOrders(stage, report, number(values.claims, 100)),
  server: (stage, report) => killServers(stage, report, crashes),
  postgres: (stage, report) => killPostgres(stage, report, crashes),
  connections: (stage, report) => cutConnections(stage, report, crashes),
  imports: (stage, report) => killImports(stage, report, crashes),
  tables: (stage, report) => killTables(stage, report, crashes),
  publishing: (stage, report) => killPublishing(stage, report, crashes),
  messages: (stage, report) => killMessages(stage, report, crashes),
  retiming: (stage, report) => killRetiming(stage, report, crashes),
  turns: (stage, report) => killTurns(stage, report, crashes),
  backups: (stage, report) => breakBackups(stage, report, crashes),
  // last: it puts rows of another organization beside ours, which no command of the server has made
  strangers: async (stage, report) => expectAll(stage, report, 'ids of others', await strangers(stage)),
}
const unknown = positionals.filter((name) => !(name in groups))
if (unknown.length > 0) throw new Error(`no group ${unknown.join(', ')}: choose among ${Object.keys(groups).join(' ')}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void stopAll().finally(() => process.exit(130)))

const started = performance.now()
const report = new Report()
console.log(`seed ${seed}`)
let stage: Stage | undefined
try {
  stage = await openStage()
  report.note(`the server is ready after ${stage.server.startMs.toFixed(0)} ms`)
  for (const [name, run] of Object.entries(groups)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    if (name === 'strangers') report.check('after all that every record is whole', await stage.look(faultsIn))
    await run(stage, report)
  }
} catch (error) {
  report.check('the run', [error instanceof Error ? (error.stack ?? error.message) : String(error)])
} finally {
  await stage?.close().catch(stopAll)
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`)
process.exitCode = report.end() ? 0 : 1
