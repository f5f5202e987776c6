import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type OperationName, ROLES } from '@sims/contracts'
import { ApiError, type Client, createClient } from '@sims/contracts/web'
import fc from 'fast-check'
import { type Actor, newId, type RoleGrant, systemActor } from '#kernel'
import { createCommunityTree } from '#modules/estate'
import { orderRoutes, visibleOrders } from '#modules/orders'
import { KEPT_FOR, type KeptFor, rolesWith } from '#platform/access'
import { Params } from '#platform/db'
import { createHttp, type Http } from '#platform/http'
import { mayHear } from '#platform/realtime'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { indexRequests, requestLink, requestRoutes, visibleRequests } from './index.ts'

// The one predicate that every reading place uses, held against the rule in plain words: first the SQL of it for many
// random people, then each operation over HTTP for a few.

interface Request {
  id: string
  communityId: string
  customerId: string
  hiddenFrom: string[]
  keptFor: KeptFor | null
  ownerId: string | null
  open: boolean
}
interface Order {
  id: string
  request: Request
  phase: string
  assigneeId: string | null
}
let company: TestCompany
let http: Http
let requests: Request[]
let orders: Order[]
const actors = new Map<string, Actor>()
const staff = () => Object.values(company.staffIds)

before(async () => {
  company = await testCompany()
  const { db, secrets } = company.app
  http = await createHttp({
    authenticate: async (token) => {
      const actor = actors.get(token)
      return actor ? { actor, mustChangePassword: false } : null
    },
    onRefused: async () => undefined,
    trustProxy: false,
    logger: { level: 'silent' },
    now: () => company.clock.now,
  })
  requestRoutes(http, { db, secrets })
  orderRoutes(http, { db, secrets, link: requestLink, publicUrl: '' })
  requests = await makeRequests()
  orders = await makeOrders()
})
after(async () => {
  await http.app.close()
  await company.close()
})

const person = (more: Partial<Actor>): Actor => ({
  ...systemActor(company.organizationId, 'Asia/Shanghai'),
  kind: 'staff',
  accountId: newId(),
  staffId: newId(),
  ...more,
})

/** A client of the operations for anybody, without a sign-in. */
function clientFor(actor: Actor): Client {
  actors.set(actor.accountId, actor)
  const inject: typeof fetch = async (url, init) => {
    const payload = init?.body as string
    const call = { method: (init?.method ?? 'GET') as 'GET', url: String(url), headers: init?.headers as never }
    const answer = await http.app.inject({ ...call, ...(payload ? { payload } : {}) })
    return new Response(answer.body, { status: answer.statusCode })
  }
  return createClient({ fetch: inject, token: () => actor.accountId })
}

/** Twelve requests in three communities, of three customers; some are hidden from members of staff. */
async function makeRequests(): Promise<Request[]> {
  const { db } = company.app
  const places = [company.homes[0] as string]
  for (const name of ['二号小区', '三号小区'])
    places.push(
      await db.transaction(company.organizationId, async (tx) => {
        const spec = { name, kind: 'residential' as const, places: [{ kind: 'area' as const, name: '大门' }] }
        return createCommunityTree(tx, spec, company.clock.now).places[0]?.id as string
      }),
    )
  const staffId = company.staffIds.agent as string
  const agent = clientFor(person({ staffId, grants: [{ role: 'agent', communityId: null }] }))
  const ids: string[] = []
  for (let i = 0; i < 12; i++) {
    const id = newId()
    const caller = { name: `来电人${i % 3}`, phone: `1390000000${i % 3}` }
    const body = { id, category: 'waterLeak', placeId: places[i % 3] as string, description: `${i}号水管漏水`, caller }
    await agent('createRequest', { body })
    ids.push(id)
  }
  const { owner } = database()
  const [a, b] = staff()
  await owner.query('update service_request set hidden_from = $2 where id = any($1)', [ids.slice(0, 4), [a]])
  await owner.query('update service_request set hidden_from = $2 where id = any($1)', [ids.slice(4, 6), [a, b]])
  await owner.query(`update service_request set kept_for = 'handlers' where id = any($1)`, [[ids[1], ids[6], ids[7]]])
  await owner.query(
    `update service_request set kept_for = 'overseers', first_contact_owner_id = null where id = any($1)`,
    [[ids[2], ids[9]]],
  )
  await owner.query('update service_request set settled_at = now() where id = any($1)', [ids.slice(8)])
  await db.transaction(company.organizationId, (tx) => indexRequests(tx, ids))
  const { rows } = await owner.query<Request>(
    `select id, community_id as "communityId", customer_id as "customerId", coalesce(hidden_from, '{}') as "hiddenFrom",
       kept_for as "keptFor", first_contact_owner_id as "ownerId",
       settled_at is null as open from service_request`,
  )
  return rows
}
const database = () => company.database

/** Of each request three orders: in the pool, with somebody, done by somebody. */
async function makeOrders(): Promise<Order[]> {
  const made: Order[] = []
  for (const [i, request] of requests.entries())
    for (const [state, phase] of [
      ['pooled', 'new'],
      ['taken', 'assigned'],
      ['closed', 'settled'],
    ] as const) {
      const assigneeId = phase === 'new' ? null : (staff()[(i + made.length) % staff().length] as string)
      made.push({ id: newId(), request, phase, assigneeId })
      await database().owner.query(
        `insert into work_order (organization_id, id, request_id, community_id, place_id, category, category_version_id,
           priority, definition_id, state, phase, assignee_id, occurred_at, created_at)
         select r.organization_id, $2, r.id, r.community_id, r.place_id, r.category, r.category_version_id, 3, d.id,
           $3, $4, $5, $6, $6
         from service_request r join regulation_version d on d.kind = 'process' and d.key = 'workOrder' where r.id = $1`,
        [request.id, made.at(-1)?.id, state, phase, assigneeId, company.clock.now],
      )
    }
  return made
}

// the rule in plain words

const FIELD = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']
const holds = (grants: readonly RoleGrant[], roles: readonly string[], communityId: string) =>
  grants.some(
    // a member of staff is no resident, whatever their grants say
    (g) => g.role !== 'resident' && roles.includes(g.role) && (g.communityId === null || g.communityId === communityId),
  )

/** Nobody learns of a complaint about themselves, nor of one that waits for those who may handle it. */
function isKeptFrom(actor: Actor, { hiddenFrom, keptFor, ownerId, communityId }: Request): boolean {
  if (hiddenFrom.includes(actor.staffId as string)) return true
  if (keptFor === null || ownerId === actor.staffId) return false
  return !holds(actor.grants, rolesWith(KEPT_FOR[keptFor]), communityId)
}

function seesRequest(actor: Actor, request: Request): boolean {
  if (actor.kind === 'resident') return actor.customerId === request.customerId
  if (isKeptFrom(actor, request)) return false
  return holds(actor.grants, rolesWith('requests.read'), request.communityId)
}

function seesOrder(actor: Actor, order: Order): boolean {
  if (actor.kind === 'resident') return false
  if (isKeptFrom(actor, order.request)) return false
  if (order.assigneeId === actor.staffId) return true
  const roles = rolesWith('orders.read')
  const desk = roles.filter((role) => !FIELD.includes(role))
  const field = roles.filter((role) => FIELD.includes(role))
  const { communityId } = order.request
  return holds(actor.grants, desk, communityId) || (order.phase === 'new' && holds(actor.grants, field, communityId))
}

/** Anybody: residents who have reported or not, and staff with any roles anywhere. */
function anybody(): fc.Arbitrary<Actor> {
  const communities = [null, ...new Set(requests.map((request) => request.communityId)), newId()]
  const grants = fc.array(
    fc.record({ role: fc.constantFrom(...ROLES), communityId: fc.constantFrom(...communities) }),
    {
      maxLength: 4,
    },
  )
  const customers = [...new Set(requests.map((request) => request.customerId)), newId()]
  return fc.oneof(
    fc.constantFrom(...customers).map((customerId) => person({ kind: 'resident', staffId: null, customerId })),
    // who acts for another sees what that other sees, and nothing of their own
    fc
      .tuple(fc.constantFrom(...customers), fc.constantFrom(...customers), fc.subarray(['report', 'rate', 'agree']))
      .map(([customerId, own, scope]) =>
        person({ kind: 'resident', staffId: null, customerId, behalf: { customerId: own, scope } }),
      ),
    fc
      .record({ staffId: fc.constantFrom(...staff(), newId()), grants })
      .map(({ staffId, grants }) => person({ staffId, grants })),
  )
}

const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort()
const visibleTo = (actor: Actor) => idsOf(requests.filter((request) => seesRequest(actor, request)))
const ordersVisibleTo = (actor: Actor) => idsOf(orders.filter((order) => seesOrder(actor, order)))

async function ask(actor: Actor, table: string, condition: (p: Params) => string): Promise<string[]> {
  const p = new Params()
  const sql = `select id from ${table} where organization_id = ${p.add(actor.organizationId)} and ${condition(p)}`
  return idsOf(await company.app.db.transaction(actor.organizationId, (tx) => tx.query<{ id: string }>(sql, p.values)))
}

test('the predicate in SQL is the rule, for 300 random people', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(anybody(), async (actor) => {
      assert.deepEqual(await ask(actor, 'service_request r', (p) => visibleRequests(actor, p)), visibleTo(actor))
      const found = await ask(actor, 'work_order o', (p) => visibleOrders(actor, p))
      assert.deepEqual(found, ordersVisibleTo(actor))
      seen += found.length
    }),
    { numRuns: 300 },
  )
  assert.ok(seen > 300, `only ${seen} orders were seen: the people of this test see nothing`)
})

test('whoever does not see a record hears nothing of its changes', async () => {
  await fc.assert(
    fc.asyncProperty(anybody(), async (actor) => {
      for (const order of orders) {
        const { communityId, customerId, hiddenFrom, keptFor, ownerId } = order.request
        const kept = keptFor ? { kept: { for: keptFor, ownerId } } : {}
        const change = { version: 1, communityId, customerId, assigneeId: order.assigneeId, hiddenFrom, ...kept }
        const ofRequest = { ...change, recordKind: 'serviceRequest' as const, id: order.request.id }
        assert.equal(mayHear(actor, ofRequest), seesRequest(actor, order.request))
        assert.equal(mayHear(actor, { ...change, recordKind: 'workOrder', id: order.id }), seesOrder(actor, order))
      }
    }),
    { numRuns: 100 },
  )
})

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: ApiError) => (error instanceof ApiError ? error.problem.code : Promise.reject(error)),
  )

/** Every page of a list. */
async function all(api: Client, name: 'listRequests' | 'listOrders', query: object): Promise<string[]> {
  const found: { id: string }[] = []
  let cursor: string | null = null
  do {
    const call = { query: { ...query, limit: 5, ...(cursor ? { cursor } : {}) } }
    const page = (await api(name as OperationName, call as never)) as { items: { id: string }[]; nextCursor: string }
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return idsOf(found)
}

test('list, count, search, get and step keep to it, for 25 random people', async () => {
  await fc.assert(
    fc.asyncProperty(anybody(), async (actor) => {
      const api = clientFor(actor)
      const readers = (roles: readonly string[]) =>
        actor.kind === 'resident'
          ? roles.includes('resident')
          : actor.grants.some(({ role }) => role !== 'resident' && roles.includes(role))
      const mine = visibleTo(actor)
      if (readers(rolesWith('requests.read'))) {
        assert.deepEqual(await all(api, 'listRequests', {}), mine)
        assert.deepEqual(await all(api, 'listRequests', { q: '水管漏水' }), mine)
        const { queues } = await api('countRequests')
        const open = requests.filter((request) => request.open && mine.includes(request.id)).length
        assert.equal(queues.find(({ queue }) => queue === 'open')?.count, open)
      } else assert.equal(await codeOf(api('listRequests')), 'access.forbidden')
      if (readers(rolesWith('orders.read')))
        assert.deepEqual(await all(api, 'listOrders', { queue: 'all' }), ordersVisibleTo(actor))
      else assert.equal(await codeOf(api('listOrders')), 'access.forbidden')
      for (const { id } of requests.slice(0, 6)) {
        const params = { id }
        const sees = mine.includes(id)
        assert.equal(await codeOf(api('getRequest', { params })), sees ? 'answered' : 'http.notFound')
        const body = { step: 'archive', version: 1 }
        const refused = sees ? 'process.stepNotAllowed' : 'http.notFound'
        assert.equal(await codeOf(api('takeRequestStep', { params, body })), refused)
      }
      for (const { id } of orders.slice(0, 9)) {
        const sees = ordersVisibleTo(actor).includes(id)
        assert.equal(await codeOf(api('getOrder', { params: { id } })), sees ? 'answered' : 'http.notFound')
      }
    }),
    { numRuns: 25 },
  )
})
