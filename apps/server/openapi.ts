import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretsFrom } from '#platform/privacy'
import { createApp } from './app.ts'

/** The API's document, as the running server gives it; no database is asked. */
export async function openapi(): Promise<object> {
  const files = await mkdtemp(join(tmpdir(), 'sims-openapi-'))
  const app = await createApp({
    database: { host: '/nowhere' },
    secrets: secretsFrom(randomBytes(32)),
    files,
    publicUrl: 'http://localhost:3000',
    trustProxy: false,
    logLevel: 'silent',
    realtime: false,
  })
  try {
    await app.http.app.ready()
    return app.http.app.swagger()
  } finally {
    await app.close()
    await rm(files, { recursive: true })
  }
}
