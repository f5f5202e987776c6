import type { ImportMapping, ImportMode, ImportState, ImportSubject } from '@sims/contracts'
import { Params, statement, type Tx } from '#platform/db'

/** One import of one file. */
export interface RunRow {
  id: string
  version: number
  subject: ImportSubject
  mode: ImportMode
  fileId: string
  fileName: string
  createdBy: string
  createdAt: Date
  state: ImportState
  wrappedKey: Buffer
  headers: string[]
  headerKey: string | null
  fault: { code: string; params: Record<string, unknown> } | null
  mapping: ImportMapping | null
  unknown: Unknown | null
  rows: number
  ready: number
  faulty: number
  duplicates: number
  changing: number
  chunks: number
  nextChunk: number
  created: number
  updated: number
  skipped: number
  removed: number
  restored: number
  kept: number
  finishedAt: Date | null
  undoneAt: Date | null
}

/** Values that no table of the mapping knows, with the number of their rows. */
export interface Unknown {
  communities: [value: string, rows: number][]
  categories: [value: string, rows: number][]
}

export const RUN_COLUMNS = `i.id, i.version, i.subject, i.mode, i.file_id as "fileId", i.file_name as "fileName",
  i.created_by as "createdBy", i.created_at as "createdAt", i.state, i.wrapped_key as "wrappedKey", i.headers,
  i.header_key as "headerKey", i.fault, i.mapping, i.unknown, i.rows, i.ready, i.faulty, i.duplicates, i.changing, i.chunks,
  i.next_chunk as "nextChunk", i.created, i.updated, i.skipped, i.removed, i.restored, i.kept, i.finished_at as "finishedAt",
  i.undone_at as "undoneAt"`

const lock = statement(
  'import_lock',
  `select ${RUN_COLUMNS} from import_run i where i.organization_id = $1 and i.id = $2 for update`,
)

export async function lockRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return (await tx.query<RunRow>(lock, [tx.organizationId, id]))[0]
}

const take = statement(
  'import_take',
  `select ${RUN_COLUMNS} from import_run i
   where i.organization_id = $1 and i.state in ('reading', 'checking', 'running', 'undoing')
   order by i.created_at, i.id limit 1 for update skip locked`,
)

/** The oldest import that asks for work and that no other worker holds; held until the transaction ends. */
export async function takeRun(tx: Tx): Promise<RunRow | undefined> {
  return (await tx.query<RunRow>(take, [tx.organizationId]))[0]
}

const insert = statement(
  'import_insert',
  `insert into import_run (organization_id, id, subject, mode, file_id, file_name, created_by, created_at, state,
     wrapped_key)
   values ($1, $2, $3, $4, $5, $6, $7, $8, 'reading', $9)`,
)

export function insertRun(
  tx: Tx,
  run: Pick<RunRow, 'id' | 'subject' | 'mode' | 'fileId' | 'fileName' | 'createdBy' | 'createdAt' | 'wrappedKey'>,
): void {
  const { id, subject, mode, fileId, fileName, createdBy, createdAt, wrappedKey } = run
  tx.queue(insert, [tx.organizationId, id, subject, mode, fileId, fileName, createdBy, createdAt, wrappedKey])
}

/** Column of each field that changes, and the type it is written with. */
const columns = {
  state: 'state',
  headers: 'headers',
  headerKey: 'header_key',
  fault: 'fault',
  mapping: 'mapping',
  unknown: 'unknown',
  rows: 'rows',
  ready: 'ready',
  faulty: 'faulty',
  duplicates: 'duplicates',
  changing: 'changing',
  chunks: 'chunks',
  nextChunk: 'next_chunk',
  created: 'created',
  updated: 'updated',
  skipped: 'skipped',
  removed: 'removed',
  restored: 'restored',
  kept: 'kept',
  finishedAt: 'finished_at',
  undoneAt: 'undone_at',
} as const
const asJson = new Set<string>(['fault', 'mapping', 'unknown'])

export type RunChange = Partial<Pick<RunRow, keyof typeof columns>>

/** Queues what changes of a locked import; its version goes up with a new state. */
export function changeRun(tx: Tx, id: string, change: RunChange): void {
  const p = new Params()
  const organization = p.add(tx.organizationId)
  const run = p.add(id)
  const sets = Object.entries(change).map(([field, value]) => {
    const json = asJson.has(field) && value !== null
    return `${columns[field as keyof typeof columns]} = ${p.add(json ? JSON.stringify(value) : value)}${json ? '::jsonb' : ''}`
  })
  if (change.state) sets.push('version = version + 1')
  tx.queue(`update import_run set ${sets.join(', ')} where organization_id = ${organization} and id = ${run}`, p.values)
}

const remembered = statement(
  'import_mapping_remembered',
  'select mapping from import_mapping where organization_id = $1 and header_key = $2',
)

/** How a table with these headings was understood the last time. */
export async function rememberedMapping(tx: Tx, headerKey: string): Promise<ImportMapping | undefined> {
  return (await tx.query<{ mapping: ImportMapping }>(remembered, [tx.organizationId, headerKey]))[0]?.mapping
}

const remember = statement(
  'import_mapping_remember',
  `insert into import_mapping (organization_id, header_key, mapping, saved_at) values ($1, $2, $3, $4)
   on conflict (organization_id, header_key) do update set mapping = excluded.mapping, saved_at = excluded.saved_at`,
)

export function rememberMapping(tx: Tx, headerKey: string, mapping: ImportMapping, now: Date): void {
  tx.queue(remember, [tx.organizationId, headerKey, JSON.stringify(mapping), now])
}
