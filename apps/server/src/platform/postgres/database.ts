import pg from 'pg'
import { errorCode, StartupError } from '../startup/index.ts'
import type { SuperuserConnection } from './embedded.ts'

/** Makes the database named by the connection unless it exists. */
export async function ensureDatabase(connection: SuperuserConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error
    throw new StartupError(
      'startup.postgresPassword',
      '数据目录 secrets 中的数据库口令与数据库不符，请从同一份备份恢复 secrets 与 postgres 两个目录。',
      'The database password in the folder secrets does not fit the database: restore the folders secrets and postgres from the same backup.',
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
