import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { API_PREFIX, type Role } from '@sims/contracts'
import { newId } from '#kernel'
import { photo } from './src/platform/files/pictures.fixture.ts'
import { clientOf, hire, type TestCompany, testCompany } from './testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

/** The token of a new member of staff in the company's community. */
const entered = async (account: string, role: Role): Promise<string> =>
  (await hire(company, account, [{ role, communityId: company.communityId }])).token
async function enter(n: number): Promise<string> {
  const { phone } = await company.resident(n)
  company.clock.forward(61_000)
  const { shownCode } = await clientOf(company.app)('askCode', { body: { phone } })
  const body = { phone, code: shownCode as string, mode: 'token' as const }
  return (await clientOf(company.app)('residentSignIn', { body })).token as string
}
const call = async (method: 'GET' | 'POST', path: string, token: string, headers = {}, payload?: Buffer) =>
  company.app.http.app.inject({
    method,
    url: API_PREFIX + path,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload ? { payload } : {}),
  })

test('a request’s picture is seen by who sees the request or one of its orders; as it was uploaded by fewer', async () => {
  const [owner, neighbour] = [await enter(0), await enter(1)]
  const bytes = await photo(60, 40)
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length) }
  const content = { 'content-type': 'application/offset+octet-stream' }
  const uploaded = await call('POST', '/uploads', owner, { ...headers, ...content }, bytes)
  assert.equal(uploaded.statusCode, 201)
  const { id: file } = uploaded.json() as { id: string }
  const id = newId()
  const placeId = company.homes[0] as string
  const body = { id, category: 'waterLeak', placeId, description: '水管漏水', photos: [file] }
  await clientOf(company.app, owner)('createRequest', { body })

  const technician = await entered('worker', 'technician')
  const seen = async (token: string) => {
    const paths = ['', '/thumbnail', '/original'].map((variant) => `/files/${file}${variant}`)
    return Promise.all(paths.map(async (path) => (await call('GET', path, token)).statusCode))
  }
  assert.deepEqual(await seen(owner), [200, 200, 200])
  assert.deepEqual(await seen(neighbour), [404, 404, 404])
  assert.deepEqual(await seen(technician), [404, 404, 404], 'before there is an order')
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }
  for (const [version, step, input] of [
    [1, 'accept', {}],
    [2, 'triage', triage],
    [3, 'dispatch', {}],
  ] as const)
    await company.staff.agent('takeRequestStep', { params: { id }, body: { step, version, input } })
  assert.deepEqual(await seen(technician), [200, 200, 404], 'where and with what it was taken is not for the work')
  assert.deepEqual(await seen(await entered('desk', 'agent')), [200, 200, 200])
  assert.deepEqual(await seen(await entered('archive', 'archivist')), [200, 200, 404])
})

test('who has still to change an issued password reads no files', async () => {
  const grants = [{ role: 'agent' as const, communityId: null }]
  const body = { id: newId(), employeeNumber: 'N9', name: '钱工', account: 'newcomer', grants }
  const { account, password } = await company.staff.sysadmin('createStaff', { body })
  const { token } = await clientOf(company.app)('signIn', { body: { account, password, mode: 'token' } })
  const answer = await call('GET', `/files/${newId()}`, token as string)
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'identity.mustChangePassword'])
})

test('evidence that staff file with a complaint is theirs: its customer neither finds nor opens it', async () => {
  const [owner, agent] = [await enter(0), await entered('front', 'agent')]
  const headers = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' }
  const upload = async (token: string, bytes: Buffer) => {
    const sized = { ...headers, 'upload-length': String(bytes.length) }
    return ((await call('POST', '/uploads', token, sized, bytes)).json() as { id: string }).id
  }
  const [shown, evidence] = [await upload(owner, await photo(60, 40)), await upload(agent, await photo(50, 30))]
  const id = newId()
  const placeId = company.homes[0] as string
  const complained = { id, kind: 'complaint' as const, category: 'complainTimeliness', placeId, photos: [shown] }
  await clientOf(company.app, owner)('createRequest', { body: { ...complained, description: '拖了三天' } })
  const api = clientOf(company.app, agent)
  const found = { truth: 'true', severity: 'ordinary', cause: '监控可见', photos: [evidence] }
  for (const [version, step, input] of [
    [1, 'accept', {}],
    [2, 'investigate', found],
  ] as const) {
    await api('takeRequestStep', { params: { id }, body: { step, version, input: input as never } })
  }
  const status = async (token: string, file: string) => (await call('GET', `/files/${file}`, token)).statusCode
  assert.deepEqual([await status(agent, evidence), await status(agent, shown)], [200, 200])
  assert.deepEqual([await status(owner, evidence), await status(owner, shown)], [404, 200])
  const seen = await clientOf(company.app, owner)('getRequest', { params: { id } })
  assert.deepEqual(seen.photos, [shown])
  assert.ok(!JSON.stringify(seen).includes(evidence))
})
