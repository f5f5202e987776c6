import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError, newId } from '#kernel'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const away = (error: unknown) => error instanceof DomainError && error.code === 'http.unavailable'
const cut = (pid: number) => database.owner.query('select pg_terminate_backend($1)', [pid])
const ask = () => database.db.transaction(newId(), (tx) => tx.query<{ pid: number }>('select pg_backend_pid() as pid'))

test('a connection that breaks while a transaction waits for something else ends that transaction, not the process', async () => {
  await assert.rejects(
    database.db.transaction(newId(), async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await cut(row?.pid ?? 0)
      await sleep(200)
      return await tx.query('select 1')
    }),
    away,
  )
  assert.equal((await ask()).length, 1, 'the next one has a new connection')
})

test('a connection that breaks under a statement is told as away, and so is one that broke in the pool', async () => {
  const waiting = database.db.transaction(newId(), async (tx) => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    setTimeout(() => void cut(row?.pid ?? 0), 100)
    return await tx.query('select pg_sleep(20)')
  })
  await assert.rejects(waiting, away)
  const [idle] = await ask()
  await cut(idle?.pid ?? 0)
  await sleep(200)
  assert.equal((await ask()).length, 1)
})
