import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { startEmbedded } from '../apps/server/src/platform/postgres/index.ts'
import { startServer } from './server.ts'

test('a PostgreSQL server of one’s own: founded by the first start, found again by the second', async () => {
  // a cluster of its own, because the roles that a start makes are the whole cluster's
  const dataDir = await mkdtemp(join(tmpdir(), 'sims-external-'))
  const superuserPassword = randomBytes(16).toString('hex')
  const cluster = await startEmbedded({ dataDir, superuserPassword, log: () => undefined })
  const { host, port, user, password } = cluster.superuser
  const client = new pg.Client({ ...cluster.superuser, database: 'postgres' })
  await client.connect()
  const at = (database: string) =>
    `postgres://${user}:${encodeURIComponent(String(password))}@${encodeURIComponent(String(host))}:${port}/${database}`
  try {
    await assert.rejects(startServer(['--empty'], { DATABASE_URL: at('company') }), /create database/)
    await client.query('create database company')
    await client.query(`create role nobody login password '${password}'`)
    const weak = at('company').replace(`//${user}:`, '//nobody:')
    await assert.rejects(startServer(['--empty'], { DATABASE_URL: weak }), /CREATEROLE/)
    const wrong = at('company').replace(encodeURIComponent(String(password)), 'wrong')
    await assert.rejects(startServer(['--empty'], { DATABASE_URL: wrong }), /refused the login/)
    const nowhere = 'postgres://nobody:none@127.0.0.1:1/company'
    await assert.rejects(startServer(['--empty'], { DATABASE_URL: nowhere }), /host, port and firewall/)
    for (const run of ['first', 'second']) {
      const server = await startServer(['--empty'], { DATABASE_URL: at('company') })
      try {
        const answer = await fetch(`${server.url}/api/v1/setup`)
        assert.deepEqual([run, answer.status], [run, 200])
      } finally {
        await server.stop()
      }
    }
    const company = new pg.Client({ ...cluster.superuser, database: 'company' })
    await company.connect()
    const { rows } = await company.query('select count(*)::int as n from sims.service_request')
    await company.end()
    assert.deepEqual(rows, [{ n: 0 }])
  } finally {
    await client.end()
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})
