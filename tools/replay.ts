/**
 * `npm run replay -- FILE`: drives real messages through a running system as residents' repair requests, from
 * report to settlement, and counts in the database what came of it. `--help` tells the options.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createRequest } from '@sims/contracts'
import { DomainError } from '../apps/server/src/kernel/index.ts'
import { textOf } from '../apps/server/src/platform/http/index.ts'
import { countRun } from './replay/count.ts'
import { openDatabase } from './replay/database.ts'
import { idsOf } from './replay/ids.ts'
import { type Cast, drive, STEPS } from './replay/journey.ts'
import { readLogins, withPassword } from './replay/logins.ts'
import { type Message, readMessages } from './replay/messages.ts'
import { HELP, type Options, readOptions } from './replay/options.ts'
import { atPace } from './replay/pace.ts'
import { signInResident, signInStaff } from './replay/people.ts'
import { showProgress } from './replay/progress.ts'
import { type RunningServer, startServer, stopAll } from './replay/server.ts'
import { PHASES, Tally } from './replay/tally.ts'

let interrupted = false
process.on('SIGINT', () => {
  if (interrupted) void stopAll().finally(() => process.exit(130))
  interrupted = true
  console.log('\nThe messages on their way are finished; the same --run goes on from here. Ctrl-C again: at once.')
})

/** The server to talk to, the text with its logins, and where that text is kept. */
interface Stage {
  url: string
  logins: string
  keep: (text: string) => void
  server?: RunningServer
  dataDir: string | undefined
  /** removes what was temporary */
  clear: () => void
}

async function prepare({ url, logins, dataDir }: Options): Promise<Stage> {
  const nothing = () => undefined
  if (url && logins) {
    const keep = (text: string) => writeFileSync(logins, text, { mode: 0o600 })
    return { url, logins: readFileSync(logins, 'utf8'), keep, dataDir, clear: nothing }
  }
  const folder = resolve(dataDir ?? mkdtempSync(join(tmpdir(), 'sims-replay-')))
  const clear = dataDir ? nothing : () => rmSync(folder, { recursive: true, force: true })
  console.log(`starting a server on ${folder}`)
  const server = await startServer(folder)
  if (!dataDir) return { url: server.url, logins: server.printed, keep: nothing, server, dataDir: folder, clear }
  const file = logins ?? `${folder}.logins`
  const keep = (text: string) => writeFileSync(file, text, { mode: 0o600 })
  const first = readLogins(server.printed).passwords.has('agent')
  if (first) keep(server.printed)
  else if (!existsSync(file))
    throw new Error(`the logins of ${folder} are not in ${file}: name their file with --logins`)
  return { url: server.url, logins: readFileSync(file, 'utf8'), keep, server, dataDir: folder, clear }
}

async function signIn(stage: Stage): Promise<Cast> {
  let text = stage.logins
  const { passwords, phones } = readLogins(text)
  const staff = async (account: string) => {
    const password = passwords.get(account)
    if (!password) throw new Error(`there is no password for the account ${account}`)
    return await signInStaff(stage.url, account, password, (name, next) => {
      text = withPassword(text, name, next)
      stage.keep(text)
    })
  }
  const agent = await staff('agent')
  const dispatcher = await staff('dispatcher')
  const technician = await staff('technician')
  const residents = []
  for (const phone of phones) {
    const resident = await signInResident(stage.url, phone)
    if (resident.places.premises.length > 0) residents.push(resident)
  }
  if (residents.length === 0) throw new Error('no resident with premises of their own can sign in')
  const { items } = await agent.api('listCategories', { query: { kind: 'repair' } })
  return { url: stage.url, agent, dispatcher, technician, residents, categories: items }
}

function describe(messages: readonly Message[]): void {
  const maximum = createRequest.shape.description.maxLength ?? Number.POSITIVE_INFINITY
  const longest = messages.reduce((a, b) => (b.text.length > a.text.length ? b : a), messages[0] as Message)
  const over = messages.filter(({ text }) => text.length > maximum).length
  console.log(
    `${messages.length} messages; the longest, ${longest.number}, has ${longest.text.length} characters, the API takes ${maximum}` +
      (over > 0 ? `: ${over} are longer. Nothing is cut; the API will refuse them.` : '.'),
  )
}

async function run(options: Options): Promise<boolean> {
  const messages = await readMessages(options.file, options.limit)
  if (messages.length === 0) throw new Error(`${options.file} holds no message`)
  describe(messages)
  const stage = await prepare(options)
  try {
    const cast = await signIn(stage)
    console.log(`${cast.residents.length} residents, agent, dispatcher and technician have signed in at ${stage.url}`)
    const tally = new Tally()
    const ids = idsOf(options.run)
    const done = showProgress(tally, messages.length)
    const started = performance.now()
    const sent: Message[] = []
    await atPace(messages, { ...options, stopped: () => interrupted }, async (message) => {
      sent.push(message)
      await drive(message, cast, ids, tally)
    })
    done()
    console.log(`${sent.length} messages in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    for (const [key, label] of PHASES) console.log(`  ${label.padEnd(24)}${String(tally.of(key)).padStart(8)}`)
    if (tally.before > 0) console.log(`  ${tally.before} of these steps had been taken by an earlier run`)
    console.log(`${tally.refusals.length} refused`)
    for (const { number, phase, reason } of tally.refusals) console.log(`  ${number} at ${phase}: ${reason}`)

    const databaseUrl = process.env.DATABASE_URL
    const at = stage.dataDir ? { dataDir: stage.dataDir } : { databaseUrl: databaseUrl as string }
    const database = await openDatabase(at)
    try {
      const requestIds = sent.map(({ number, at: moment }) => ids.requestId(number, moment))
      const keys = sent.flatMap(({ number }) => STEPS.map((step) => ids.key(number, step)))
      const { lines, agrees } = await countRun(database.client, tally, requestIds, keys)
      for (const line of lines) console.log(line)
      return agrees && !interrupted
    } finally {
      await database.close()
    }
  } finally {
    await stage.server?.stop()
    stage.clear()
  }
}

try {
  const options = readOptions(process.argv.slice(2), process.env.DATABASE_URL)
  if (options === undefined) process.stdout.write(HELP)
  else process.exitCode = (await run(options)) ? 0 : 1
} catch (error) {
  await stopAll()
  if (error instanceof DomainError) console.error(textOf(error.code, 'en', error.params))
  else console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
