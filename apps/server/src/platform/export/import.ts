import pg from 'pg'
import { DomainError } from '#kernel'
import { fetchFile, type Keys, open, type Store } from '#platform/backup'
import { migrationNames } from '#platform/db'
import { copyIn } from './copy-stream.ts'
import { EXPORT, type Exported, exportSchema } from './export.ts'
import { exportedTables, fingerprint, loosen, openToOwner } from './tables.ts'

export interface ImportOptions {
  /** of the owner of a database that holds the schema of this release and nothing else */
  owner: pg.ClientConfig
  /** the data folder, without files */
  dataDir: string
  store: Store
  keys: Keys
}

/**
 * Brings an export into an empty database: all or nothing, and only when each table then has the rows and the sum over
 * them that it had.
 * @throws DomainError backup.none, backup.wrongKey, backup.damaged, export.notEmpty, export.otherSchema, export.differs
 */
export async function importAll({ owner, dataDir, store, keys }: ImportOptions): Promise<Exported> {
  const exported = await readExport(store, keys)
  const known = await migrationNames()
  if (exported.migrations.join() !== known.join())
    throw new DomainError('export.otherSchema', { version: exported.sims })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local search_path = sims')
    const afterwards = await openToOwner(client)
    const { rows } = await client.query('select from sims.organization limit 1')
    if (rows.length > 0) throw new DomainError('export.notEmpty')
    const here = await exportedTables(client)
    afterwards.unshift(...(await loosen(client)))
    await client.query(`truncate ${here.map(({ name }) => name).join(', ')}`)
    for (const { name, columns, object } of exported.tables)
      await copyIn(client, `copy ${name} (${columns}) from stdin`, open(object, keys, await store.read(object)))
    for (const table of exported.tables) {
      const { rows: count, hash } = await fingerprint(client, table)
      if (count !== table.rows || hash !== table.hash) throw new DomainError('export.differs', { table: table.name })
    }
    for (const { name, value } of exported.sequences)
      if (value !== null) await client.query('select setval($1::regclass, $2)', [name, value])
    for (const sql of afterwards) await client.query(sql)
    for (const piece of exported.files) await fetchFile(store, piece, dataDir)
    await client.query('commit')
    return exported
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function readExport(store: Store, keys: Keys): Promise<Exported> {
  const source = await store.read(EXPORT).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'backup.missing')
      throw new DomainError('backup.none', { place: store.place })
    throw error
  })
  const parts: Buffer[] = []
  for await (const part of open(EXPORT, keys, source)) parts.push(part)
  const found = exportSchema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  if (!found.success) throw new DomainError('backup.damaged', { name: EXPORT })
  return found.data
}
