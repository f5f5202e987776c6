import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { migrate } from './migrate.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const enter = async (password: string) => {
  const client = new pg.Client({ ...database.direct, password })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await client.query('select current_user as name')
  } finally {
    await client.end()
  }
}

test('the application’s role enters by its password and by no other', async () => {
  const { rows } = await enter(String(database.direct.password))
  assert.equal(rows[0].name, 'sims_app')
  await assert.rejects(enter('another'), { code: '28P01' })
})

test('the password itself is never said to the server, so no log of statements holds it', async () => {
  const name = database.superuser.database as string
  // a server that is told a password hashes it in its own way; what we make of it stays as it is
  await database.owner.query(`alter database ${name} set password_encryption = 'md5'`)
  await migrate(database.superuser, String(database.direct.password))
  const { rows } = await database.owner.query("select rolpassword from pg_authid where rolname = 'sims_app'")
  assert.match(rows[0].rolpassword, /^SCRAM-SHA-256\$4096:/)
})

test('databases of one cluster that are brought up to date at once do not fail by their common role', async () => {
  const names = Array.from({ length: 6 }, (_, i) => `${database.superuser.database}_${i}`)
  for (const name of names) await database.owner.query(`create database ${name}`)
  try {
    // the role's own password: other tests enter by it meanwhile
    const password = String(database.direct.password)
    const again = () => names.map((name) => migrate({ ...database.superuser, database: name }, password))
    await Promise.all(again())
    for (let i = 0; i < 5; i++) await Promise.all(again())
  } finally {
    for (const name of names) await database.owner.query(`drop database ${name} with (force)`)
  }
})
