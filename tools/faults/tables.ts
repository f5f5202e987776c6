import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportRun } from '@sims/contracts/web'
import type pg from 'pg'
import type { CrashOptions } from './crashes.ts'
import { begun, bring, reaches } from './imports.ts'
import { hitsInside, killAndLook, killed, numberOf, silent, until, wrongCounts } from './kill.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const HOMES = 6000
const CHUNK = 500
const BUILDINGS = 20
const ENTRANCES = 3

const phases = [
  { command: 'startImport', under: 'running', end: 'done' },
  { command: 'undoImport', under: 'undoing', end: 'undone' },
] as const
type Phase = (typeof phases)[number]

interface Sort {
  subject: 'places' | 'customers'
  rows: number
  table: (round: number) => string
  /** what the run of $1 has made, as tables and conditions, and how much that is */
  made: readonly (readonly [what: string, count: number, from: string])[]
  /** of the rows of its log, the records that are there */
  records: string
}

/** A community with its homes in buildings and entrances that no row lists. */
const places: Sort = {
  subject: 'places',
  rows: HOMES + 1,
  table: (round) => {
    const homes = Array.from({ length: HOMES }, (_, n) => `${estate(round)},${pathOf(n)},住宅`)
    return `小区,楼栋,单元,房号,类型\n${estate(round)},,,,住宅小区\n${homes.join('\n')}\n`
  },
  made: [
    ['communities', 1, 'community where imported_by_run = $1'],
    ['homes', HOMES, 'place where imported_by_run = $1'],
    ['buildings and entrances', BUILDINGS * (1 + ENTRANCES), 'place where implied_by_run = $1'],
  ],
  records: `(select id from place where imported_by_run = $1 union all
    select id from community where imported_by_run = $1) r`,
}

/** Two people in each second home, who share a phone. */
const customers: Sort = {
  subject: 'customers',
  rows: HOMES,
  table: (round) => {
    const people = Array.from({ length: HOMES }, (_, n) => {
      const phone = `13${(round % 10) + 1}${String(10_000_000 + (n >> 1))}`.slice(0, 11)
      return `${estate(round)},${pathOf(n >> 1)},住户${round}-${n},个人,${phone},业主`
    })
    return `小区,楼栋,单元,房号,姓名,个人或单位,电话,身份\n${people.join('\n')}\n`
  },
  made: [
    ['customers', HOMES, 'customer where imported_by_run = $1'],
    ['residencies', HOMES, 'residency where imported_by_run = $1'],
  ],
  records: 'residency r where r.imported_by_run = $1',
}

const estate = (round: number) => `断电苑${round}`
const pathOf = (n: number) => `${1 + (n % BUILDINGS)}栋,${1 + (n % ENTRANCES)}单元,${100 + n}`

/**
 * kill -9 in the middle of the run and the undoing of an estate and of who lives in it: the next server does the rest,
 * nothing is there twice and nothing half.
 */
export async function killTables(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 in the middle of imports of places and residents, ${rounds} times each`)
  const inside = new Map<string, number>()
  for (let round = 1; round <= rounds; round++) {
    const ids: [Sort, string][] = []
    // residents need their homes; they go before them
    for (const sort of [places, customers]) {
      const id = await checked(stage, sort, round)
      ids.push([sort, id])
      await disturbed(stage, report, { sort, id, round, phase: phases[0], inside }, dice.next(), dice.chance(0.5))
    }
    for (const [sort, id] of ids.reverse())
      await disturbed(stage, report, { sort, id, round, phase: phases[1], inside }, dice.next(), dice.chance(0.5))
  }
  for (const sort of [places, customers])
    for (const { under } of phases) {
      const what = `${sort.subject} ${under}`
      hitsInside(report, what, inside.get(what) ?? 0, rounds)
    }
}

async function checked(stage: Stage, sort: Sort, round: number): Promise<string> {
  const { api } = stage.executive
  const id = await bring(stage, `${sort.subject}${round}.csv`, sort.table(round), sort.subject)
  const { mapping } = await api('getImport', { params: { id } })
  await api('checkImport', { params: { id }, body: mapping })
  await until('import checked', async () => {
    const { state } = await api('getImport', { params: { id } })
    return state === 'checked' ? true : undefined
  })
  return id
}

interface Case {
  sort: Sort
  id: string
  round: number
  phase: Phase
  inside: Map<string, number>
}

/** so long a phase takes here at least; a kill within it mostly falls into the middle */
const SPAN_MS = 1500

async function disturbed(
  stage: Stage,
  report: Report,
  { sort, id, round, phase, inside }: Case,
  part: number,
  withPostgres: boolean,
): Promise<void> {
  const moment = Math.round(part * SPAN_MS)
  await stage.executive.api(phase.command, { params: { id } })
  await begun(stage, phase, id)
  await sleep(moment)
  const { found, readyMs } = await killAndLook(stage, withPostgres, (client) => standing(client, sort, id))
  const what = `${sort.subject} ${phase.under}`
  if (found.state === phase.under) inside.set(what, (inside.get(what) ?? 0) + 1)
  const run = await reaches(stage, id, phase.end)
  const faults = [...found.faults, ...(await stage.look((client) => ended(client, sort, run, phase))), ...silent(stage)]
  report.check(
    `round ${round}, ${killed(withPostgres)} at ${moment} ms of ${what}: each row once, nothing half`,
    faults,
    `it stood at ${found.state}; ready again after ${readyMs.toFixed(0)} ms`,
  )
}

/** What a server that was killed has left: whole chunks, and of each what the run counts and its log tells. */
async function standing(client: pg.Client, sort: Sort, id: string) {
  const { rows } = await client.query<{ state: string; chunk: number; made: number; removed: number }>(
    'select state, next_chunk as chunk, created as made, removed from import_run where id = $1',
    [id],
  )
  const [run] = rows
  if (!run) throw new Error(`no import ${id}`)
  const log = 'import_row where run_id = $1 and outcome'
  const faults = await wrongCounts(
    client,
    [id],
    [
      ['records', run.made - run.removed, sort.records],
      ['rows told as created', run.made - run.removed, `${log} = 'created'`],
      ['rows told as removed', run.removed, `${log} = 'removed'`],
    ],
  )
  // the headings are the first row of the first chunk
  const below = Math.min(sort.rows, Math.max(0, run.chunk * CHUNK - 1))
  if (run.state === 'running')
    faults.push(...unless(run.made === below, `${run.made} of ${below} rows in whole chunks`))
  return { state: run.state, faults }
}

async function ended(client: pg.Client, sort: Sort, run: ImportRun, phase: Phase): Promise<string[]> {
  const there = phase.end === 'done'
  const told = there ? run.created : run.removed
  return [
    ...unless(told === sort.rows, `${told} of ${sort.rows} rows ${phase.end}`),
    ...(await wrongCounts(
      client,
      [run.id],
      sort.made.map(([what, n, from]) => [what, there ? n : 0, from] as const),
    )),
    ...unless(
      (await numberOf(client, 'select count(*) as n from import_row where run_id = $1', [run.id])) === sort.rows,
      'the log does not tell of each row once',
    ),
    ...unless(
      (await numberOf(client, 'select count(*) as n from import_chunk where run_id = $1', [run.id])) === 0,
      'rows of the file are left',
    ),
  ]
}
