import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ApiError,
  type CategoryContent,
  type Client,
  createClient,
  type Problem,
  type Role,
  type Skill,
} from '@sims/contracts/web'
import { newId } from '#kernel'
import { insertCustomers, insertResidencies, queueResidentAccounts } from '#modules/customers'
import { foundOrganization } from '#modules/setup'
import type { ServerGateways } from '#platform/gateway'
import { secretsFrom } from '#platform/privacy'
import { currentRules, insertRegulation } from '#platform/regulations'
import { type App, createApp } from './app.ts'
import { type TestDatabase, testDatabase } from './src/platform/db/testing.ts'

export interface TestCompany {
  app: App
  database: TestDatabase
  organizationId: string
  communityId: string
  /** ids of the homes, in the order of the tree */
  homes: string[]
  /** the server's clock */
  clock: { now: Date; forward(ms: number): void }
  /** signed-in members of staff, by account */
  staff: Record<'agent' | 'technician' | 'manager' | 'sysadmin', Client>
  staffIds: Record<string, string>
  /** tokens of their sessions, for what is not called through a client */
  tokens: Record<'agent' | 'technician' | 'manager' | 'sysadmin', string>
  /** the resident who lives in `homes[n]`, signed in; the same one however often asked for */
  resident(n: number): Promise<{ api: Client; customerId: string; phone: string }>
  close(): Promise<void>
}

/**
 * A small company on a database of its own, served in-process; every call goes through the whole server. Mail leaves
 * only with a server, event streams only `realtime`.
 */
export async function testCompany({
  smtpUrl,
  gateways,
  hookNetworks,
  realtime = false,
}: {
  smtpUrl?: string
  gateways?: ServerGateways
  hookNetworks?: readonly string[]
  realtime?: boolean
} = {}): Promise<TestCompany> {
  const database = await testDatabase()
  const files = await mkdtemp(join(tmpdir(), 'sims-files-'))
  const clock = {
    now: new Date('2026-03-02T01:00:00Z'),
    forward(ms: number) {
      this.now = new Date(this.now.getTime() + ms)
    },
  }
  const app = await createApp({
    database: database.app,
    direct: database.direct,
    secrets: secretsFrom(randomBytes(32)),
    files,
    publicUrl: 'http://localhost:3000',
    trustProxy: false,
    smtpUrl,
    ...(gateways ? { gateways } : {}),
    hookNetworks,
    logLevel: 'silent',
    realtime,
    now: () => clock.now,
  })
  const logins = await foundOrganization(app.setup, SHAPE, clock.now)
  const [organization] = await rows<{ id: string }>(
    database,
    'update organization set is_demo = true returning organization_id as id',
  )
  const organizationId = organization?.id as string
  const [community] = await rows<{ id: string }>(database, 'select id from community')
  const homes = await rows<{ id: string }>(database, "select id from place where kind = 'premises' order by id")
  const employees = await rows<{ id: string; login: string }>(
    database,
    'select staff_id as id, login from account where login is not null',
  )
  const staff = {} as TestCompany['staff']
  const residents = new Map<number, ReturnType<TestCompany['resident']>>()
  const tokens = {} as TestCompany['tokens']
  for (const account of ['agent', 'technician', 'manager', 'sysadmin'] as const) {
    const password = logins.find((login) => login.account === account)?.password as string
    tokens[account] = await signedIn(app, account, password)
    staff[account] = clientOf(app, tokens[account])
  }
  return {
    app,
    database,
    organizationId,
    communityId: community?.id as string,
    homes: homes.map((home) => home.id),
    clock,
    staff,
    tokens,
    staffIds: Object.fromEntries(employees.map(({ id, login }) => [login, id])),
    resident: (n) => {
      const known = residents.get(n) ?? resident(app, organizationId, homes[n]?.id as string, n, clock.now)
      residents.set(n, known)
      return known
    },
    close: async () => {
      await app.close()
      await database.close()
      await rm(files, { recursive: true })
    },
  }
}

const SHAPE = {
  organization: '测试物业',
  community: '测试小区',
  buildings: 1,
  entrances: 1,
  floors: 3,
  homesPerFloor: 2,
}

const rows = async <Row>({ owner }: TestDatabase, sql: string): Promise<Row[]> => (await owner.query(sql)).rows as Row[]

/** A client whose calls are handed to the server without a socket. */
export function clientOf(app: App, token?: string, locale = 'zh-CN'): Client {
  const inject: typeof fetch = async (url, init) => {
    const answer = await app.http.app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: String(url),
      headers: init?.headers as Record<string, string>,
      ...(init?.body ? { payload: init.body as string } : {}),
    })
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: { 'content-type': String(answer.headers['content-type']) },
    })
  }
  return createClient({ fetch: inject, locale: () => locale, token: () => token })
}

async function signedIn(app: App, account: string, password: string): Promise<string> {
  const { token } = await clientOf(app)('signIn', { body: { account, password, mode: 'token' } })
  const next = `Qv7!${randomBytes(8).toString('hex')}Zk`
  const changed = await clientOf(app, token)('changePassword', { body: { current: password, next } })
  return (changed.token ?? token) as string
}

async function resident(app: App, organizationId: string, homeId: string, n: number, now: Date) {
  const customerId = newId(now.getTime())
  const phone = `1990000${String(7000 + n)}`
  await app.db.transaction(organizationId, async (tx) => {
    insertCustomers(tx, app.secrets, [{ id: customerId, kind: 'person', name: `住户${n}`, phone, verified: true }], now)
    insertResidencies(tx, [{ customerId, premisesId: homeId, kind: 'owner', verifiedAt: now }], now)
    queueResidentAccounts(tx, app.secrets, [{ id: newId(now.getTime()), customerId, phone }], now)
  })
  const { shownCode } = await clientOf(app)('askCode', { body: { phone } })
  const { token } = await clientOf(app)('residentSignIn', { body: { phone, code: shownCode as string, mode: 'token' } })
  return { api: clientOf(app, token), customerId, phone }
}

/**
 * One more member of staff, signed in: a technician for pipes in every community, when nothing else is said.
 * `token` is that of their session, for what is not called through a client.
 */
export async function hire(
  company: TestCompany,
  account: string,
  grants: { role: Role; communityId: string | null }[] = [{ role: 'technician', communityId: null }],
  { name = '李工', skills = ['plumbing'] }: { name?: string; skills?: Skill[] } = {},
): Promise<{ id: string; api: Client; token: string }> {
  const id = newId()
  const works = grants.some(({ role }) => role === 'technician')
  const body = { id, employeeNumber: account, name, account, grants, skills: works ? skills : [] }
  const { password } = await company.staff.sysadmin('createStaff', { body })
  const token = await signedIn(company.app, account, password)
  return { id, api: clientOf(company.app, token), token }
}

/** The same for a role in the whole company: `hire(company, 'E900', anywhere('executive'))`. */
export const anywhere = (role: Role) => [{ role, communityId: null }]

type Input = Record<string, unknown>

/** A repair that a resident has reported, triaged and dispatched: to somebody, or into the pool. */
export async function repair(
  company: TestCompany,
  more: { category?: string; urgency?: '1' | '2' | '3'; assignee?: string; home?: number } = {},
): Promise<{ request: string; order: string; customer: Client }> {
  const { category = 'waterLeak', urgency = '3', assignee, home = 0 } = more
  const { agent, manager } = company.staff
  const id = newId()
  const customer = (await company.resident(home)).api
  const body = { id, category, placeId: company.homes[home] as string, description: '厨房水管漏水' }
  await customer('createRequest', { body })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', { urgency, impact: '3', category, privatePart: true, inWarranty: true })
  await step(manager, id, 'dispatch', assignee ? { assignee } : {})
  const { orders } = await agent('getRequest', { params: { id } })
  return { request: id, order: orders[0]?.id as string, customer }
}

/** Publishes the next version of a category, with some of its policy changed. */
export async function changeCategory(
  { app, organizationId, clock }: TestCompany,
  key: string,
  change: Partial<CategoryContent>,
): Promise<void> {
  clock.forward(10_000)
  await app.db.transaction(organizationId, async (tx) => {
    const rule = (await currentRules(tx, 'category', clock.now)).get(key)
    const content = { ...(rule?.content as CategoryContent), ...change }
    insertRegulation(tx, [{ kind: 'category', key, version: (rule?.version ?? 0) + 1, content }], clock.now)
  })
  // what is in force is kept in memory for some seconds
  clock.forward(10_000)
}

/** A picture that an account has uploaded and that hangs on nothing yet. */
export async function uploaded({ database, clock }: TestCompany, login = 'technician'): Promise<string> {
  const id = newId(clock.now.getTime())
  await database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, $2 from account where login = $3`,
    [id, clock.now, login],
  )
  return id
}

/** Takes a step on a request as it stands now. */
export async function step(api: Client, id: string, name: string, input: Input = {}): Promise<{ version: number }> {
  const { version } = await api('getRequest', { params: { id } })
  return api('takeRequestStep', { params: { id }, body: { step: name, version, input: input as never } })
}

/** Takes a step on a work order as it stands now. */
export async function orderStep(
  api: Client,
  id: string,
  name: string,
  input: Input = {},
): Promise<{ version: number }> {
  const { version } = await api('getOrder', { params: { id } })
  return api('takeOrderStep', { params: { id }, body: { step: name, version, input: input as never } })
}

/** The refusal of a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  const outcome = await call.then(
    () => undefined,
    (error: ApiError) => error.problem,
  )
  if (!outcome) throw new Error('the call was not refused')
  return outcome
}
