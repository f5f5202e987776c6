import pg from 'pg'
import { z } from 'zod'
import { type Keys, type Piece, pieceSchema, pushFiles, type Store, seal } from '#platform/backup'
import { copyOut } from './copy-stream.ts'
import { exportedTables, fingerprint, openToOwner, sequencesOf, type Table } from './tables.ts'

/** Its existence makes an export a whole one. */
export const EXPORT = 'export.manifest'

export const exportSchema = z.strictObject({
  format: z.literal(1),
  sims: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.string(), object: z.string(), rows: z.int(), hash: z.string() }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string().nullable() })),
  files: z.array(pieceSchema),
})
export type Exported = z.infer<typeof exportSchema>

export interface ExportOptions {
  /** of the owner of the database */
  owner: pg.ClientConfig
  /** folder of sealed files */
  files: string
  version: string
  store: Store
  keys: Keys
}

/**
 * All rows of SIMS as one moment shows them, table by table as PostgreSQL's COPY writes them, sealed, with the files: for
 * another major version, or another server. An owner who is no superuser locks everybody out meanwhile.
 */
export async function exportAll({ owner, files, version, store, keys }: ExportOptions): Promise<Exported> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read')
    await openToOwner(client)
    const tables: Exported['tables'] = []
    for (const table of await exportedTables(client)) {
      const object = `tables/${String(tables.length).padStart(3, '0')}-${table.name}`
      const text = `copy (select ${table.columns} from ${table.name}) to stdout`
      await store.write(object, seal(object, keys, copyOut(client, text)))
      tables.push({ ...table, object, ...(await fingerprint(client, table)) })
    }
    const { rows: migrations } = await client.query<{ name: string }>('select name from sims.migration order by name')
    const sequences = await sequencesOf(client)
    await client.query('rollback')
    const pieces: Piece[] = (await pushFiles(files, store, keys)).pieces
    const exported: Exported = {
      ...{ format: 1, sims: version, tables, sequences, files: pieces },
      migrations: migrations.map(({ name }) => name),
    }
    await store.write(EXPORT, seal(EXPORT, keys, textOf(exported)))
    return exported
  } finally {
    await client.end()
  }
}

async function* textOf(exported: Exported): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(exported))
}

export type { Table }
