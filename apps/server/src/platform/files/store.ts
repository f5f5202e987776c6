import { DomainError } from '#kernel'
import { statement, type Tx, unnested, vectored } from '#platform/db'
import type { FileRow, KeyedFile } from './types.ts'

const COLUMNS = `organization_id as "organizationId", id, record_kind as "recordKind", record_id as "recordId", name,
  media_type as "mediaType", size, width, height, has_thumbnail as "hasThumbnail", uploaded_by as "uploadedBy",
  created_at as "createdAt", attached_at as "attachedAt"`
const KEYED = `${COLUMNS}, wrapped_key as "wrappedKey"`

export type NewFile = Omit<KeyedFile, 'organizationId' | 'recordKind' | 'recordId' | 'attachedAt'> & { sha256: Buffer }

/** @returns false when a row of that id is there already (the same upload finished twice); nothing is changed then */
export async function insertFile(tx: Tx, file: NewFile): Promise<boolean> {
  const rows = await tx.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, width, height, has_thumbnail,
       uploaded_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
    [
      tx.organizationId,
      file.id,
      file.name,
      file.mediaType,
      file.size,
      file.sha256,
      file.wrappedKey,
      file.width,
      file.height,
      file.hasThumbnail,
      file.uploadedBy,
      file.createdAt,
    ],
  )
  return rows.length === 1
}

const FIND = statement('files.find', `select ${KEYED} from file where organization_id = $1 and id = $2`)

export async function findFile(tx: Tx, id: string): Promise<KeyedFile | undefined> {
  return (await tx.query<KeyedFile>(FIND, [tx.organizationId, id]))[0]
}

const OF_RECORDS = statement(
  'files.ofRecords',
  `select ${COLUMNS} from file where organization_id = $1 and record_id = any($2) order by record_id, created_at, id`,
)

/** The files of many records, of each in the order they were uploaded. */
export async function filesOf(tx: Tx, recordIds: string[]): Promise<FileRow[]> {
  return recordIds.length > 0 ? tx.query<FileRow>(OF_RECORDS, [tx.organizationId, recordIds]) : []
}

/** Files that an account has uploaded and not attached. */
export async function countUnattached(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from file where organization_id = $1 and attached_at is null and uploaded_by = $2',
    [tx.organizationId, accountId],
  )
  return row?.count ?? 0
}

export type Attachment = { fileId: string; recordKind: string; recordId: string }

const LOCK = statement(
  'files.lock',
  `select id, record_kind as "recordKind", record_id as "recordId" from file
   where organization_id = $1 and id = any($2) and uploaded_by = $3 order by id for update`,
)
const ATTACH = vectored(
  'files.attach',
  `update file f set record_kind = l.record_kind, record_id = l.record_id, attached_at = coalesce(f.attached_at, l.at)
   from unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[]) as l (file_id, record_kind, record_id, at)
   where f.organization_id = $1 and f.id = any($2) and f.id = l.file_id`,
)

/** Files that a command means to attach, locked, by id. */
export type Attachable = ReadonlyMap<string, Pick<FileRow, 'id' | 'recordKind' | 'recordId'>>

/** Locks an account's own files to be attached; what is not there is left out. Part of a command's load. */
export async function lockFiles(tx: Tx, accountId: string, ids: readonly string[]): Promise<Attachable> {
  if (ids.length === 0) return new Map()
  const rows = await tx.lock<FileRow>(LOCK, [tx.organizationId, ids, accountId])
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Queues that files go to their records, all or none. Only who uploaded a file attaches it, and to one record; the same
 * attachment again changes nothing.
 * @param locked the same files from {@link lockFiles}
 * @param at becomes attached_at
 * @throws DomainError files.notAttachable with `ids`: not there, swept, of somebody else, or attached elsewhere
 */
export function attachFiles(tx: Tx, locked: Attachable, attachments: readonly Attachment[], at: Date): void {
  if (attachments.length === 0) return
  const ids = attachments.filter((wanted) => !mayAttach(locked, wanted)).map(({ fileId }) => fileId)
  if (ids.length > 0) throw new DomainError('files.notAttachable', { ids })
  tx.queue(ATTACH, [
    tx.organizationId,
    ...unnested(
      attachments,
      (a) => a.fileId,
      (a) => a.recordKind,
      (a) => a.recordId,
      () => at,
    ),
  ])
}

function mayAttach(locked: Attachable, { fileId, recordKind, recordId }: Attachment): boolean {
  const file = locked.get(fileId)
  if (!file) return false
  return file.recordId === null || (file.recordKind === recordKind && file.recordId === recordId)
}

const MOVE = statement('files.move', 'update file set record_id = $3 where organization_id = $1 and record_id = $2')

/** Queues that all files of a record go to another one of its kind, in which it goes on. */
export function moveFiles(tx: Tx, { from, to }: { from: string; to: string }): void {
  tx.queue(MOVE, [tx.organizationId, from, to])
}

/** Deletes the rows of files created before `before` and never attached; their blobs are the caller's to remove. */
export async function deleteOrphans(tx: Tx, before: Date): Promise<KeyedFile[]> {
  return tx.query<KeyedFile>(
    `delete from file where organization_id = $1 and attached_at is null and created_at < $2 returning ${KEYED}`,
    [tx.organizationId, before],
  )
}

/** Of `ids`, the wrapped keys of those that have a row. */
export async function keysOf(tx: Tx, ids: string[]): Promise<Map<string, Buffer>> {
  const rows = await tx.query<{ id: string; wrappedKey: Buffer }>(
    'select id, wrapped_key as "wrappedKey" from file where organization_id = $1 and id = any($2)',
    [tx.organizationId, ids],
  )
  return new Map(rows.map((row) => [row.id, row.wrappedKey]))
}
