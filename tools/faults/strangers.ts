import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { drawPhoto, upload } from '../replay/photo.ts'
import { pooledOrders } from './claims.ts'
import type { Case } from './expect.ts'
import type { RawCall } from './raw.ts'
import { unless } from './report.ts'
import type { Stage } from './stage.ts'

const TABLES = [
  'service_request',
  'work_order',
  'file',
  'place',
  'customer',
  'community',
  'staff',
  'regulation_version',
]
type Copies = Record<string, string>

/** Records of another organization, another community and another resident: by their ids, as if they were not there. */
export async function strangers(stage: Stage): Promise<Case[]> {
  const [resident, neighbour] = stage.residents
  if (!resident || !neighbour) throw new Error('two residents are needed')
  const [orderId = ''] = await pooledOrders(stage, 1)
  const photo = await upload(stage.url, resident.token, '照片.jpg', await drawPhoto('stranger'))
  const mine = newId()
  const report = { category: 'waterLeak', placeId: stage.homeId, description: '别人的报修', photos: [photo] }
  await resident.api('createRequest', { body: { id: mine, ...report } })
  const foreign = await stage.look((client) =>
    copyToAnother(client, { service_request: mine, work_order: orderId, file: photo }),
  )
  const elsewhere = await requestElsewhere(stage)
  const local = await stage.hire(elsewhere.communityId)

  const get = (path: string, token: string): RawCall => ({ path: `/api/v1${path}`, token })
  const post = (path: string, token: string, body: unknown): RawCall => ({ ...get(path, token), body })
  const accept = { step: 'accept', version: 1, input: {} }
  const claim = { step: 'claim', version: 1, input: {} }
  const at = (more: object) => ({
    id: newId(),
    category: 'waterLeak',
    placeId: stage.homeId,
    description: '漏水',
    ...more,
  })
  const caller = { name: '来电人', phone: '13900001111' }
  const absent = { status: 404, code: 'http.notFound' }
  const unknown = (path: string) => ({ status: 422, fields: [`${path} fields.unknownReference`] })
  const { agent, technician, manager, dispatcher } = stage
  const of = (table: string) => foreign[table] as string
  return [
    { name: 'own: the request is there', call: get(`/service-requests/${mine}`, agent.token), status: 200 },
    {
      name: 'another organization: its request',
      call: get(`/service-requests/${of('service_request')}`, agent.token),
      ...absent,
    },
    {
      name: 'another organization: a step',
      call: post(`/service-requests/${of('service_request')}/steps`, agent.token, accept),
      ...absent,
    },
    {
      name: 'another organization: a step on many',
      call: post('/service-requests/steps', agent.token, {
        step: 'accept',
        input: {},
        records: [{ id: of('service_request'), version: 1 }],
      }),
      status: [200, 404],
      also: ({ body, status }) =>
        unless(status === 404 || (body as { taken: unknown[] }).taken.length === 0, 'it was taken'),
    },
    {
      name: 'another organization: its order',
      call: get(`/work-orders/${of('work_order')}`, technician.token),
      ...absent,
    },
    {
      name: 'another organization: a claim',
      call: post(`/work-orders/${of('work_order')}/steps`, technician.token, claim),
      ...absent,
    },
    { name: 'another organization: its file', call: get(`/files/${of('file')}`, resident.token), ...absent },
    {
      name: 'another organization: its small picture',
      call: get(`/files/${of('file')}/thumbnail`, agent.token),
      ...absent,
    },
    {
      name: 'another organization: its file in a report',
      call: post('/service-requests', resident.token, at({ photos: [of('file')] })),
      status: 422,
      code: 'files.notAttachable',
    },
    {
      name: 'another organization: its place in a report',
      call: post('/service-requests', resident.token, at({ placeId: of('place') })),
      ...unknown('placeId'),
    },
    {
      name: 'another organization: its customer in a report',
      call: post('/service-requests', agent.token, at({ customerId: of('customer') })),
      ...unknown('customerId'),
    },
    { name: 'another organization: its customer', call: get(`/customers/${of('customer')}`, agent.token), ...absent },
    {
      name: 'another organization: its places',
      call: get(`/places?communityId=${of('community')}`, agent.token),
      ...absent,
    },
    {
      name: 'another organization: its process',
      call: get(`/process-definitions/${of('regulation_version')}`, agent.token),
      ...absent,
    },
    {
      name: 'another organization: nothing in a list',
      call: get('/service-requests?limit=100', agent.token),
      status: 200,
      also: ({ body }) => unless(!JSON.stringify(body).includes(of('service_request')), 'it is in the list'),
    },
    {
      name: 'another community: its request',
      call: get(`/service-requests/${elsewhere.requestId}`, manager.token),
      ...absent,
    },
    {
      name: 'another community: a step',
      call: post(`/service-requests/${elsewhere.requestId}/steps`, manager.token, accept),
      ...absent,
    },
    {
      name: 'another community: a report',
      call: post('/service-requests', manager.token, at({ placeId: elsewhere.placeId, caller })),
      ...unknown('placeId'),
    },
    {
      name: 'another community: its places',
      call: get(`/places?communityId=${elsewhere.communityId}`, manager.token),
      ...absent,
    },
    { name: 'another community: an order of the pool', call: get(`/work-orders/${orderId}`, local.token), ...absent },
    { name: 'another community: a claim', call: post(`/work-orders/${orderId}/steps`, local.token, claim), ...absent },
    {
      name: 'another community: nothing in a list',
      call: get('/service-requests?limit=100', manager.token),
      status: 200,
      also: ({ body }) => unless(!JSON.stringify(body).includes(elsewhere.requestId), 'it is in the list'),
    },
    { name: 'another resident: their request', call: get(`/service-requests/${mine}`, neighbour.token), ...absent },
    {
      name: 'another resident: a step',
      call: post(`/service-requests/${mine}/steps`, neighbour.token, { step: 'withdraw', version: 1, input: {} }),
      ...absent,
    },
    { name: 'another resident: their picture', call: get(`/files/${photo}`, neighbour.token), ...absent },
    { name: 'a resident: an order', call: get(`/work-orders/${orderId}`, resident.token), status: [403, 404] },
    {
      name: 'a resident: of the customers only themselves',
      call: get('/customers', resident.token),
      status: 200,
      also: ({ body }) => {
        const ids = (body as { items: { id: string }[] }).items.map(({ id }) => id)
        return unless(
          ids.every((id) => id === resident.session.customerId),
          `they see ${ids.length}`,
        )
      },
    },
    {
      name: 'a technician: the list of requests',
      call: get('/service-requests', technician.token),
      status: 403,
      code: 'access.forbidden',
    },
    {
      name: 'a dispatcher: an account',
      call: post('/staff', dispatcher.token, {
        id: newId(),
        employeeNumber: 'X1',
        name: '某某',
        account: 'x1',
        grants: [{ role: 'systemAdministrator', communityId: null }],
        skills: [],
      }),
      status: 403,
      code: 'access.forbidden',
    },
  ]
}

/** Gives another organization a copy of one row of each table, under new ids. Constraints are off meanwhile: the owner may. */
async function copyToAnother(client: pg.Client, wanted: Record<string, string>): Promise<Copies> {
  const organization = newId()
  const copies: Copies = {}
  await client.query("set session_replication_role = 'replica'")
  await client.query(
    `insert into organization select (jsonb_populate_record(o, jsonb_build_object('organization_id', $1::text))).*
     from organization o limit 1`,
    [organization],
  )
  for (const table of TABLES) {
    const id = newId()
    const { rowCount } = await client.query(
      `insert into ${table} select (jsonb_populate_record(r, jsonb_build_object('organization_id', $1::text, 'id', $2::text))).*
       from ${table} r where $3::uuid is null or id = $3 limit 1`,
      [organization, id, wanted[table] ?? null],
    )
    if (rowCount !== 1) throw new Error(`${table} has no row to copy`)
    copies[table] = id
  }
  await client.query("set session_replication_role = 'origin'")
  return copies
}

/** A request in a community in which the manager of the first one has no part. */
async function requestElsewhere(stage: Stage): Promise<{ requestId: string; placeId: string; communityId: string }> {
  const { items: communities } = await stage.agent.api('listCommunities')
  const { items: own } = await stage.manager.api('listCommunities')
  const other = communities.find((community) => own.every(({ id }) => id !== community.id))
  if (!other) throw new Error('the demo has one community only')
  const { items: places } = await stage.agent.api('listPlaces', { query: { communityId: other.id } })
  const placeId = places.find((place) => place.kind === 'area')?.id
  if (!placeId) throw new Error('the other community has no area')
  const requestId = newId()
  const body = {
    id: requestId,
    category: 'roads',
    placeId,
    description: '另一小区的报修',
    caller: { name: '来电人', phone: '13900002222' },
  }
  await stage.agent.api('createRequest', { body: { ...body, channel: 'phone' } })
  return { requestId, placeId, communityId: other.id }
}
