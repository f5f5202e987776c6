import { setTimeout as sleep } from 'node:timers/promises'
import type { HistoryMapping, ImportRun, ImportSubject } from '@sims/contracts/web'
import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { faultsIn } from '../replay/integrity.ts'
import { persistently } from '../replay/people.ts'
import type { CrashOptions } from './crashes.ts'
import { hitsInside, killAndLook, killed, numberOf, silent, until, wrongCounts } from './kill.ts'
import { send } from './raw.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const ROWS = 6000
/** of the table below: such as come a second time, in another chunk than where they came first; and without a date */
const AGAIN = 60
const FAULTY = Math.floor((ROWS - AGAIN) / 100)
const CREATED = ROWS - FAULTY - AGAIN
const CHUNK = 500

const phases = [
  { command: 'checkImport', under: 'checking', end: 'checked', verify: afterCheck },
  { command: 'startImport', under: 'running', end: 'done', verify: afterRun },
  { command: 'undoImport', under: 'undoing', end: 'undone', verify: afterUndo },
] as const
type Phase = (typeof phases)[number]

/** kill -9 in the middle of the check, the run and the undoing of an import; the next server does the rest, once. */
export async function killImports(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 in the middle of imports of ${ROWS} rows, ${rounds} times in each of ${phases.length} phases`)
  // an import that nobody disturbs tells how long each phase takes, so that the kills fall into it
  const spans = new Map<Phase, number>()
  const undisturbed = await begin(stage, 0)
  for (const phase of phases) {
    await take(stage, phase, undisturbed)
    await begun(stage, phase, undisturbed)
    const started = performance.now()
    await ended(stage, phase, undisturbed)
    spans.set(phase, performance.now() - started)
  }
  const inside = new Map<Phase, number>(phases.map((phase) => [phase, 0]))
  for (let round = 1; round <= rounds; round++) {
    const id = await begin(stage, round)
    for (const phase of phases) {
      const moment = Math.round(dice.next() * (spans.get(phase) as number))
      const withPostgres = dice.chance(0.5)
      await take(stage, phase, id)
      await begun(stage, phase, id)
      await sleep(moment)
      const { found, readyMs } = await killAndLook(stage, withPostgres, (client) => standing(client, id))
      const faults = [...found.faults]
      if (found.state === phase.under) inside.set(phase, (inside.get(phase) as number) + 1)
      const run = await ended(stage, phase, id)
      faults.push(...(await stage.look((client) => phase.verify(client, run))), ...silent(stage))
      faults.push(...(await stage.look(faultsIn)))
      report.check(
        `round ${round}, ${killed(withPostgres)} at ${moment} ms of ${phase.under}: each row once, nothing half`,
        faults,
        `it stood at ${found.state}, ${found.done} rows; ready again after ${readyMs.toFixed(0)} ms`,
      )
    }
  }
  for (const [phase, hits] of inside) hitsInside(report, phase.under, hits, rounds)
}

/** Rows of a system that never was, each with its own number, some wrong and some twice. */
function table(round: number): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const n = i % (ROWS - AGAIN)
    const day = String(1 + (n % 28)).padStart(2, '0')
    const reported = n % 100 === 99 ? '不详' : `2019-01-${day} 10:00`
    return `${round}-${n},住户${n % 300},${reported},第${n}号报修,已处理,2019-02-${day} 10:00`
  })
  return `编号,姓名,上报时间,内容,答复,答复时间\n${rows.join('\n')}\n`
}

const begin = (stage: Stage, round: number) => bring(stage, `旧系统${round}.csv`, table(round), 'history')

/** Sends a table and begins an import with it; answers when it has been read. */
export async function bring(stage: Stage, file: string, csv: string, subject: ImportSubject): Promise<string> {
  const { api, token } = stage.executive
  const name = Buffer.from(file).toString('base64')
  const body = Buffer.from(csv)
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': String(body.length),
    'upload-metadata': `filename ${name}`,
    'content-type': 'application/offset+octet-stream',
  }
  const { body: uploaded } = await send(stage.url, { path: '/api/v1/uploads', token, headers, body })
  const id = newId()
  await api('createImport', { body: { id, fileId: (uploaded as { id: string }).id, subject } })
  await reaches(stage, id, 'read')
  return id
}

async function take(stage: Stage, { command }: Phase, id: string): Promise<void> {
  const { api } = stage.executive
  if (command !== 'checkImport') return void (await api(command, { params: { id } }))
  const [{ mapping }, communities] = await Promise.all([api('getImport', { params: { id } }), api('listCommunities')])
  const given = { communityId: communities.items[0]?.id as string, category: 'waterLeak', source: '旧系统' }
  await api('checkImport', { params: { id }, body: { ...(mapping as HistoryMapping), ...given } })
}

/** Waits until a first chunk is done, for a worker may have rested; a check is one piece, which shows nothing before. */
export const begun = async (stage: Stage, { under, end }: Pick<Phase, 'under' | 'end'>, id: string) =>
  under === 'checking' ||
  (await until(
    `import ${under}`,
    async () => {
      const { state, progress } = await stage.executive.api('getImport', { params: { id } })
      return progress > 0 || state === end ? true : undefined
    },
    10,
  ))

const ended = (stage: Stage, { end }: Phase, id: string) => reaches(stage, id, end)

/** @throws Error when it stops on the way */
export const reaches = (stage: Stage, id: string, state: ImportRun['state']) =>
  until(`import ${state}`, async () => {
    const run = await persistently(() => stage.executive.api('getImport', { params: { id } }))
    if (run.fault) throw new Error(`the import stopped: ${run.fault.message}`)
    return run.state === state ? run : undefined
  })

/** What a server that was killed has left: whole chunks, and of each what the run counts. */
async function standing(client: pg.Client, id: string) {
  const { rows } = await client.query<{ state: string; chunk: number; done: number; made: number; removed: number }>(
    `select state, next_chunk as chunk, created + skipped as done, created as made, removed
     from import_run where id = $1`,
    [id],
  )
  const [run] = rows
  if (!run) throw new Error(`no import ${id}`)
  const log = `import_row where run_id = $1 and outcome`
  const faults = await wrongCounts(
    client,
    [id],
    [
      ['records', run.made - run.removed, 'service_request where imported_by_run = $1'],
      ['rows told as created', run.made - run.removed, `${log} = 'created'`],
      ['rows told as removed', run.removed, `${log} = 'removed'`],
    ],
  )
  if (run.state === 'running') {
    const told = await numberOf(client, `select count(*) as n from ${log} <> 'faulty'`, [id])
    // the headings are the first row of the first chunk; every faulty row is known since the check
    const below = Math.max(0, run.chunk * CHUNK - 1)
    const wrong = await numberOf(client, `select count(*) as n from ${log} = 'faulty' and row_number <= $2`, [
      id,
      below + 1,
    ])
    faults.push(...unless(told + wrong === below, `${told + wrong} rows done in ${run.chunk} whole chunks`))
  }
  return { state: run.state, done: run.state === 'undoing' ? run.removed : run.done, faults }
}

const differing = (run: ImportRun, expected: Partial<ImportRun>): string[] =>
  Object.entries(expected).flatMap(([name, value]) => {
    const is = run[name as keyof ImportRun]
    return unless(is === value, `the import says ${is} ${name} instead of ${value}`)
  })

async function afterCheck(client: pg.Client, run: ImportRun): Promise<string[]> {
  return [
    ...differing(run, { rows: ROWS, ready: ROWS - FAULTY, faulty: FAULTY, duplicates: AGAIN }),
    ...(await wrongCounts(
      client,
      [run.id],
      [
        ['rows in the log', FAULTY, 'import_row where run_id = $1'],
        ['records', 0, 'service_request where imported_by_run = $1'],
      ],
    )),
  ]
}

async function afterRun(client: pg.Client, run: ImportRun): Promise<string[]> {
  const own = 'in (select id from service_request where imported_by_run = $1)'
  return [
    ...differing(run, { created: CREATED, skipped: AGAIN, faulty: FAULTY, updated: 0 }),
    ...(await wrongCounts(
      client,
      [run.id],
      [
        ['rows in the log', ROWS, 'import_row where run_id = $1'],
        ['records', CREATED, 'service_request where imported_by_run = $1'],
        [
          'numbers of the source',
          CREATED,
          '(select distinct external_number from service_request where imported_by_run = $1) n',
        ],
        ['entries on timelines', CREATED * 3, `timeline where record_id ${own}`],
        ['commitments', CREATED * 3, `ledger_pending where record_id ${own}`],
        ['notices', 0, `notice where record_id ${own}`],
        ['alarms to fire', 0, `record_clock where next_fire_at is not null and record_id ${own}`],
        ['chunks of the file', 0, 'import_chunk where run_id = $1'],
      ],
    )),
  ]
}

async function afterUndo(client: pg.Client, run: ImportRun): Promise<string[]> {
  const own = `in (select record_id from import_row where run_id = $1 and outcome = 'removed')`
  return [
    ...differing(run, { removed: CREATED, kept: 0 }),
    ...(await wrongCounts(
      client,
      [run.id],
      [
        ['records', 0, 'service_request where imported_by_run = $1'],
        ['rows told as removed', CREATED, `import_row where run_id = $1 and outcome = 'removed'`],
        ['entries that say so', CREATED, `timeline where verb = 'importUndone' and record_id ${own}`],
        ['entries on timelines', CREATED, `timeline where record_id ${own}`],
        ['commitments', CREATED * 4, `ledger_pending where record_id ${own}`],
        ['notices', 0, `notice where record_id ${own}`],
      ],
    )),
  ]
}
