import { randomUUID } from 'node:crypto'
import { type Answer, type Call, endpoint, type OperationName, type Problem, type Role } from '@sims/contracts'
import { type Actor, newId } from '#kernel'
import { area, building, createCommunityTree, estateRoutes, type PlaceRow } from '#modules/estate'
import { createHttp } from '#platform/http'
import { createIdentity } from '#platform/identity'
import { type Secrets, secretsFrom } from '#platform/privacy'
import { type TestDatabase, testDatabase } from '../../platform/db/testing.ts'
import { customersRoutes } from './routes.ts'

export const NOW = new Date('2026-03-02T01:00:00Z')

export interface TestCommunity {
  id: string
  places: PlaceRow[]
  /** id of the place with this full name */
  at(fullName: string): string
}
export interface World {
  database: TestDatabase
  secrets: Secrets
  organizationId: string
  garden: TestCommunity
  court: TestCommunity
  /** makes an actor of staff who can be passed to `call` */
  staff(role: Role, community: TestCommunity | null, organizationId?: string): Actor
  resident(customerId: string): Actor
  elsewhere: { organizationId: string; community: TestCommunity }
  clock: { now: Date }
  call<N extends OperationName>(actor: Actor | null, name: N, call?: Call<N>): Promise<Reply<N>>
  close(): Promise<void>
}
export interface Reply<N extends OperationName> {
  status: number
  body: Answer<N>
  problem: Problem
}

/** Two communities of one organization and one of another, with estate's and customers' routes over them. */
export async function testWorld(): Promise<World> {
  const database = await testDatabase()
  const { db } = database
  const secrets = secretsFrom(Buffer.alloc(32, 7))
  const actors = new Map<string, Actor>()
  const clock = { now: NOW }
  const http = await createHttp({
    authenticate: async (token) => {
      const actor = actors.get(token)
      return actor ? { actor, mustChangePassword: false } : null
    },
    onRefused: async () => undefined,
    trustProxy: false,
    logger: { level: 'silent' },
    now: () => clock.now,
  })
  estateRoutes(http, { db })
  const { endSessionsOf: endSessions, endActing } = createIdentity({ db })
  customersRoutes(http, { db, secrets, publicUrl: 'https://sims.example', endSessions, endActing })

  const known = (actor: Actor): Actor => {
    actors.set(actor.accountId, actor)
    return actor
  }
  const found = (organizationId: string, name: string, communities: string[]) =>
    db.transaction(organizationId, async (tx) => {
      tx.queue('insert into organization (organization_id, name, created_at) values ($1, $2, $3)', [
        organizationId,
        name,
        NOW,
      ])
      return communities.map((community) => treeOf(createCommunityTree(tx, specOf(community), NOW)))
    })
  const organizationId = newId()
  const [garden, court] = (await found(organizationId, '安居里物业', ['安居花园', '云溪雅苑'])) as [
    TestCommunity,
    TestCommunity,
  ]
  const otherId = newId()
  const [community] = (await found(otherId, '别家物业', ['安居花园'])) as [TestCommunity]

  return {
    database,
    secrets,
    organizationId,
    garden,
    court,
    elsewhere: { organizationId: otherId, community },
    clock,
    staff: (role, at, organization = organizationId) =>
      known({
        ...person(organization),
        kind: 'staff',
        staffId: newId(),
        grants: [{ role, communityId: at?.id ?? null }],
      }),
    resident: (customerId) => known({ ...person(organizationId), kind: 'resident', customerId }),
    async call(actor, name, call) {
      const { params, query, body, key } = (call ?? {}) as Record<string, never>
      const { method, url } = endpoint(name, params)
      const answer = await http.app.inject({
        method: method as 'GET',
        url,
        query: query ?? {},
        headers: {
          ...(actor ? { authorization: `Bearer ${actor.accountId}` } : {}),
          ...(method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() }),
        },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const parsed = answer.json()
      return { status: answer.statusCode, body: parsed, problem: parsed }
    },
    close: async () => {
      await http.app.close()
      await database.close()
    },
  }
}

const specOf = (name: string) => ({
  name,
  kind: 'residential' as const,
  places: [
    building({ name: '3栋', entrances: 2, floors: 2, perFloor: 12, areas: ['电梯'] }),
    building({ name: '10栋', entrances: 1, floors: 1, perFloor: 1 }),
    area('东门'),
  ],
})

function treeOf({ communityId, places }: { communityId: string; places: PlaceRow[] }): TestCommunity {
  const at = (fullName: string) => {
    const place = places.find((one) => one.fullName === fullName)
    if (!place) throw new Error(`no place ${fullName}`)
    return place.id
  }
  return { id: communityId, places, at }
}

const person = (organizationId: string): Actor => ({
  kind: 'staff',
  organizationId,
  accountId: newId(),
  staffId: null,
  customerId: null,
  name: '测试员',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  grants: [],
  teams: [],
  skills: [],
  sessionId: null,
})
