import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { API_PREFIX, endpoints, operations } from '@sims/contracts'
import { newId } from '#kernel'
import { secretsFrom } from '#platform/privacy'
import { type App, createApp } from './app.ts'
import { type TestDatabase, testDatabase } from './src/platform/db/testing.ts'

/** All that answers somebody who has not signed in; a new one is a decision, not an accident. */
const OPEN = ['askCode', 'getInvitation', 'receiveReceipt', 'residentSignIn', 'setup', 'setupState', 'signIn']
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete']

interface Operation {
  operationId: string
  security?: unknown[]
  parameters?: { $ref?: string }[]
  responses: Record<string, unknown>
}
interface Called extends Operation {
  method: 'GET'
  path: string
}

let database: TestDatabase
let files: string
let app: App
let all: Called[]
before(async () => {
  database = await testDatabase()
  files = await mkdtemp(join(tmpdir(), 'sims-files-'))
  app = await createApp({
    database: database.app,
    direct: database.direct,
    secrets: secretsFrom(randomBytes(32)),
    files,
    publicUrl: 'http://localhost:3000',
    trustProxy: false,
    logLevel: 'silent',
    realtime: true,
  })
  await app.http.app.ready()
  const { paths = {} } = app.http.app.swagger() as { paths?: Record<string, Record<string, Operation>> }
  all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      assert.ok(METHODS.includes(method))
      return { ...operation, method: method.toUpperCase() as 'GET', path }
    }),
  )
})
after(async () => {
  await app.close()
  await database.close()
  await rm(files, { recursive: true })
})

const call = ({ method, path }: Called, headers: Record<string, string> = {}) =>
  app.http.app.inject({
    method,
    url: API_PREFIX + path.replace(/\{\w+\}/g, newId()),
    headers: { 'idempotency-key': newId(), ...headers },
    ...(method === 'GET' ? {} : { payload: {} }),
  })

test('the document describes every operation of the contract, uploads, files and the event stream', () => {
  const described = all.map((one) => one.operationId)
  const outside = ['beginUpload', 'continueUpload', 'dropUpload', 'events', 'getFile', 'getOriginal', 'getThumbnail']
  assert.deepEqual(described.sort(), [...Object.keys(endpoints), ...outside].sort())
})

test('without a session every operation answers 401, but for those on the list', async () => {
  const open = all.filter((one) => one.security?.length === 0)
  assert.deepEqual(open.map((one) => one.operationId).sort(), OPEN)
  // the document leaves HEAD out
  const heads = all.filter(({ method }) => method === 'GET').map((one) => ({ ...one, method: 'HEAD' as 'GET' }))
  const upload = { operationId: 'getUpload', method: 'HEAD' as 'GET', path: '/uploads/{id}', responses: {} }
  for (const one of [...all, ...heads, upload].filter(({ operationId }) => !OPEN.includes(operationId))) {
    for (const headers of [{}, { authorization: `Bearer ${'A'.repeat(43)}` }] as Record<string, string>[]) {
      const { statusCode, body } = await call(one, headers)
      // HEAD has no body
      const code = body === '' ? 'identity.signedOut' : JSON.parse(body).code
      assert.deepEqual([one.operationId, statusCode, code], [one.operationId, 401, 'identity.signedOut'])
    }
  }
})

test('commands name their key, and every operation its refusals', () => {
  for (const { operationId, parameters = [], responses } of all) {
    const operation = (operations as Record<string, { command?: true }>)[operationId]
    const key = parameters.some((one) => one.$ref === '#/components/parameters/idempotencyKey')
    assert.equal(key, operation?.command === true, operationId)
    assert.ok('4XX' in responses && '5XX' in responses, operationId)
  }
})

test('what the API answers stays in no cache, and no foreign page frames ours', async () => {
  const { headers } = await app.http.app.inject({ method: 'GET', url: `${API_PREFIX}/setup` })
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal(headers['x-frame-options'], 'DENY')
})
