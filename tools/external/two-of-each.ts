import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { numberOf, until, wrongCounts } from '../faults/kill.ts'
import { type Report, unless } from '../faults/report.ts'
import { openDatabase } from '../replay/database.ts'
import { faultsIn } from '../replay/integrity.ts'
import { readLogins } from '../replay/logins.ts'
import { clientAt, signInResident } from '../replay/people.ts'
import { type RunningServer, startServer } from '../replay/server.ts'
import type { External } from './debian.ts'

const REQUESTS = 60
/** longer than the promise of a first answer, so that its breach and escalations are all due */
const PAST_MS = 40 * 3_600_000
const ALARMS = ['clockWarned', 'clockBreached', 'clockEscalated']

/**
 * Two processes that answer and two that do what follows, on one database through the pooler: what is sent to both with
 * one key happens once, each alarm is told once, each notice is made once.
 */
export async function twoOfEach(external: External, report: Report): Promise<void> {
  report.group(`two http and two jobs on PostgreSQL ${external.version}, through PgBouncer in transaction mode`)
  const dataDir = await mkdtemp(join(tmpdir(), 'sims-two-'))
  const settings = await companyOn(external)
  const start = (roles: string) => startServer(dataDir, undefined, { ...settings, SIMS_ROLES: roles })
  const running: RunningServer[] = []
  try {
    // the first makes the company; the others find it
    running.push(await start('http'))
    running.push(...(await Promise.all([start('http'), start('jobs'), start('jobs')])))
    const [one, other] = running as [RunningServer, RunningServer]
    // past row-level security, which holds the owner too
    const { client, close } = await openDatabase({ databaseUrl: addressOf(external, external.superuser.user) })
    try {
      await run({ urls: [one.url, other.url], phones: readLogins(one.printed).phones, client, report })
      report.check(
        'no process has logged a fault',
        running.flatMap(({ lastFault, complaints }) => [lastFault(), complaints()].filter(Boolean)),
      )
    } finally {
      await close()
    }
  } finally {
    await Promise.all(running.map((server) => server.stop()))
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** An empty database with an owner who is no superuser, as an operator would make them. */
async function companyOn(external: External) {
  const { superuser, pooler } = external
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(`create role company login createrole password '${superuser.password}'`)
    await client.query('create database company owner company')
  } finally {
    await client.end()
  }
  return {
    DATABASE_URL: addressOf(external, 'company'),
    DATABASE_POOL_URL: `postgres://${pooler.host}:${pooler.port}/company`,
  }
}

const addressOf = ({ superuser: { password, host, port } }: External, user: string) =>
  `postgres://${user}:${password}@${host}:${port}/company`

async function run(at: { urls: [string, string]; phones: string[]; client: pg.Client; report: Report }): Promise<void> {
  const { urls, client, report } = at
  const resident = await signInResident(urls[0], at.phones[0] as string)
  const placeId = resident.places.premises[0]?.id ?? ''
  const apis = urls.map((url) => clientAt(url, () => resident.token))
  const ids = Array.from({ length: REQUESTS }, () => newId())
  const send = async (id: string) => {
    const body = { id, category: 'waterLeak', placeId, description: '厨房水管接头渗水，两处同时报修' }
    return Promise.all(apis.map((api) => api('createRequest', { key: id, body })))
  }
  const answers = await Promise.all(ids.map(send))
  report.check(`${REQUESTS} requests, each sent to both with one key: one effect and one answer`, [
    ...answers.flatMap(([a, b], n) => unless(a?.number === b?.number, `request ${n}: ${a?.number} and ${b?.number}`)),
    ...(await wrongCounts(client, [ids], [['requests', REQUESTS, 'service_request where id = any($1)']])),
  ])

  const { rowCount } = await client.query(late, [ids, PAST_MS])
  report.check('their clocks are due', unless(rowCount === REQUESTS, `${rowCount} clocks made due`))
  await until('every alarm to be told', async () =>
    (await numberOf(client, `select count(*) as n from record_clock where next_fire_at <= now()`)) === 0 &&
    (await numberOf(client, 'select count(*) as n from outbox')) === 0
      ? true
      : undefined,
  )
  const told = `timeline t where t.record_id = any($1) and t.verb = any($2)`
  const twice = (what: string) =>
    numberOf(client, `select count(*) as n from (${what} having count(*) > 1) d`, [ids, ALARMS])
  const alarms = await numberOf(client, `select count(*) as n from ${told}`, [ids, ALARMS])
  report.check(
    'each clock was missed once and every escalation told once',
    [
      ...(await wrongCounts(
        client,
        [ids],
        [['breaches', REQUESTS, "timeline where record_id = any($1) and verb = 'clockBreached'"]],
      )),
      ...unless(
        (await twice(`select from ${told} group by t.record_id, t.verb, t.data`)) === 0,
        'an alarm was told twice',
      ),
    ],
    `${alarms} alarms`,
  )
  const notices = await numberOf(client, 'select count(*) as n from notice where record_id = any($1)', [ids])
  const same = 'select from notice where record_id = any($1) and $2::text[] is not null'
  report.check(
    'each notice was made once',
    [
      ...unless(notices > REQUESTS, `${notices} notices`),
      ...unless(
        (await twice(`${same} group by record_id, kind, account_id, params`)) === 0,
        'somebody was told the same twice',
      ),
    ],
    `${notices} notices`,
  )
  report.check('every record is whole', await faultsIn(client))
}

/** As if the requests had come long ago and nobody had answered. */
const late = `
  update record_clock c set
    clock = c.clock || jsonb_build_object('startedAt', (c.clock ->> 'startedAt')::bigint - $2::bigint,
      'dueAt', (c.clock ->> 'dueAt')::bigint - $2::bigint, 'nextFireAt', (c.clock ->> 'nextFireAt')::bigint - $2::bigint),
    due_at = c.due_at - $2::bigint * interval '1 ms', next_fire_at = c.next_fire_at - $2::bigint * interval '1 ms'
  where c.name = 'firstResponse' and c.state = 'running' and c.record_id = any($1)`
