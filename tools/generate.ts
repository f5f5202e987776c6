/**
 * `npm run generate` writes the files that are made from others: the types of the database's tables and the
 * description of the API. With `--check` it writes nothing and fails when one of them is stale.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { migrate } from '../apps/server/src/platform/db/index.ts'
import { startTestCluster } from '../apps/server/src/platform/postgres/testing.ts'
import { schemaTypes } from './schema-types.ts'

const root = resolve(import.meta.dirname, '..')

/** Each generated file with what makes its text. */
const makers: Record<string, () => Promise<string>> = {
  'apps/server/src/platform/db/schema.gen.ts': databaseTypes,
  'docs/openapi.json': apiDescription,
}

/** Migrates an empty database of its own and reads the types from it. */
async function databaseTypes(): Promise<string> {
  const cluster = await startTestCluster()
  try {
    await migrate(cluster.superuser, 'unused')
    const client = new pg.Client(cluster.superuser)
    await client.connect()
    try {
      return await schemaTypes(client)
    } finally {
      await client.end()
    }
  } finally {
    await cluster.stop()
  }
}

/** apps/server/openapi.ts builds the app without starting it and answers its OpenAPI 3.1 document. */
async function apiDescription(): Promise<string> {
  const file = resolve(root, 'apps/server/openapi.ts')
  if (!existsSync(file)) throw new Error('apps/server/openapi.ts, which must export openapi(), is missing')
  const { openapi } = (await import(pathToFileURL(file).href)) as { openapi: () => Promise<object> }
  return `${JSON.stringify(await openapi(), null, 2)}\n`
}

/** The first line in which two texts differ, for a person to see what is stale. */
function difference(old: string, now: string): string {
  const [before, after] = [old.split('\n'), now.split('\n')]
  const at = after.findIndex((line, index) => line !== before[index])
  const index = at < 0 ? after.length : at
  return `line ${index + 1}: "${before[index] ?? ''}" should be "${after[index] ?? ''}"`
}

const checking = process.argv.includes('--check')
for (const [path, make] of Object.entries(makers)) {
  const target = resolve(root, path)
  try {
    const now = await make()
    const old = existsSync(target) ? await readFile(target, 'utf8') : undefined
    if (old === now) console.log(`${path} is fresh`)
    else if (!checking) {
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, now)
      console.log(`${path} written`)
    } else {
      console.log(`${path} ${old === undefined ? 'is missing' : `is stale, ${difference(old, now)}`}: npm run generate`)
      process.exitCode = 1
    }
  } catch (error) {
    console.error(`${path}:`, error)
    process.exitCode = 1
  }
}
