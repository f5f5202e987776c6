import { endpoint, type OperationName } from '@sims/contracts'
import type { FastifyInstance } from 'fastify'
import { newId } from '#kernel'
import { createHttp } from '#platform/http'
import { type Secrets, secretsFrom } from '#platform/privacy'
import type { TestDatabase } from '../db/testing.ts'
import { createIdentity, type Identity, type IdentityDeps, identityRoutes } from './index.ts'
import { argon2Hasher, type PasswordHasher } from './password-hash.ts'

/** What happens in the tests happens at this moment unless they move it. */
export const START = new Date('2026-03-02T01:00:00Z')

export interface TestServer {
  app: FastifyInstance
  identity: Identity
  secrets: Secrets
  /** the server's clock */
  clock: { now: Date; forward(ms: number): void }
  /** passwords looked at so far, dummy ones included */
  evaluated: () => number
  call(name: OperationName, options?: CallOptions): Promise<TestAnswer>
}
export interface CallOptions {
  token?: string
  body?: unknown
  params?: Record<string, string>
  query?: Record<string, string>
  ip?: string
  headers?: Record<string, string>
}
export interface TestAnswer {
  status: number
  body: { code: string; token: string; [field: string]: unknown }
  cookie: string | undefined
}

/** A whole in-process server with the routes of identity, on a database of the test. */
export async function testServer(
  { db }: TestDatabase,
  options: Partial<IdentityDeps> & { more?: (http: Awaited<ReturnType<typeof createHttp>>, id: Identity) => void } = {},
): Promise<TestServer> {
  const clock = {
    now: START,
    forward(ms: number) {
      this.now = new Date(this.now.getTime() + ms)
    },
  }
  const real = argon2Hasher()
  let count = 0
  const hasher: PasswordHasher = {
    hash: real.hash,
    verify: (stored, password) => {
      count++
      return real.verify(stored, password)
    },
  }
  const identity = createIdentity({ db, hasher })
  const secrets = secretsFrom(Buffer.alloc(32, 7))
  const http = await createHttp({
    authenticate: identity.authenticate,
    onRefused: identity.recordRefusal,
    trustProxy: false,
    logger: { level: 'silent' },
    now: () => clock.now,
  })
  identityRoutes(http, {
    db,
    secrets,
    identity,
    secureCookie: false,
    codesFor: async () => null,
    organizationOfInvitation: async () => null,
    bind: () => Promise.reject(new Error('no binding in this test')),
    residentName: async () => '住户',
    ...options,
  })
  options.more?.(http, identity)
  const call: TestServer['call'] = async (name, { token, body, params, query, ip, headers } = {}) => {
    const { method, url } = endpoint(name, params)
    const answer = await http.app.inject({
      method: method as 'GET',
      url,
      ...(query ? { query } : {}),
      ...(body === undefined ? {} : { payload: body as object }),
      headers: { 'x-sims': '1', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      remoteAddress: ip ?? '10.0.0.1',
    })
    return {
      status: answer.statusCode,
      body: answer.json(),
      cookie: answer.headers['set-cookie']?.toString(),
    }
  }
  return { app: http.app, identity, secrets, clock, evaluated: () => count, call }
}

export interface TestStaff {
  organizationId: string
  staffId: string
  accountId: string
  account: string
}
export const PASSWORD = 'Tulpe-4827-vwxk'

/** An organization of its own. */
export async function makeOrganization({ owner }: TestDatabase, isDemo = true): Promise<string> {
  const id = newId()
  await owner.query('insert into organization (organization_id, name, is_demo, created_at) values ($1, $2, $3, $4)', [
    id,
    `物业公司${id.slice(-4)}`,
    isDemo,
    START,
  ])
  return id
}

/** A member of staff with the password {@link PASSWORD}, already their own. */
export async function makeStaff(
  { owner }: TestDatabase,
  { identity }: Pick<TestServer, 'identity'>,
  organizationId: string,
  { account, roles = ['agent'], name = '林晓岚' }: { account: string; roles?: string[]; name?: string },
): Promise<TestStaff> {
  const staffId = newId()
  const accountId = newId()
  await owner.query(
    'insert into staff (organization_id, id, employee_number, name, created_at) values ($1, $2, $3, $4, $5)',
    [organizationId, staffId, `N${staffId.slice(-8)}`, name, START],
  )
  for (const role of roles)
    await owner.query('insert into role_grant (organization_id, id, staff_id, role) values ($1, $2, $3, $4)', [
      organizationId,
      newId(),
      staffId,
      role,
    ])
  await owner.query(
    `insert into account (organization_id, id, login, staff_id, password_hash, password_changed_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [organizationId, accountId, account, staffId, await identity.hasher.hash(PASSWORD), START],
  )
  return { organizationId, staffId, accountId, account }
}

/** Signs in and gives the token. */
export async function tokenOf({ call }: TestServer, account: string, password = PASSWORD): Promise<string> {
  const answer = await call('signIn', { body: { account, password, mode: 'token' } })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status} ${answer.body.code}`)
  return answer.body.token
}

/** Action and outcome of an account's audit events, oldest first. */
export async function auditOf({ owner }: TestDatabase, accountId: string): Promise<string[]> {
  const { rows } = await owner.query<{ text: string }>(
    `select action || ' ' || outcome || coalesce(' ' || (detail ->> 'code'), '') as text
     from audit_event where actor_id = $1 order by at, id`,
    [accountId],
  )
  return rows.map((row) => row.text)
}
