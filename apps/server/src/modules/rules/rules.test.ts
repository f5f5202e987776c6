import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { CategoryContent, Client, MatrixContent, RuleVersion } from '@sims/contracts/web'
import { newId } from '#kernel'
import { anywhere, hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let executive: Client
before(async () => {
  company = await testCompany()
  executive = (await hire(company, 'E900', anywhere('executive'), { name: '周总' })).api
})
after(() => company.close())
beforeEach(() => company.clock.forward(60_000))

const soon = () => newId(company.clock.now.getTime())
const inTenMinutes = () => new Date(company.clock.now.getTime() + 600_000).toISOString()
const read = (id: string, as = company.staff.manager) => as('getRule', { params: { id } })
async function draft(kind: 'category' | 'priorityMatrix', key: string, as = company.staff.manager) {
  const id = soon()
  await as('draftRule', { body: { id, kind, key } })
  return read(id, as)
}
const change = (rule: RuleVersion, content: unknown, as = company.staff.manager) =>
  as('changeRule', {
    params: { id: rule.id },
    body: { kind: rule.kind, revision: rule.revision, content } as never,
  }).then(() => read(rule.id, as))
const review = (rule: RuleVersion, as = company.staff.manager) =>
  as('reviewRule', { params: { id: rule.id }, body: { revision: rule.revision } }).then(() => read(rule.id, as))
const publish = (rule: RuleVersion, as = executive, effectiveFrom?: string) =>
  as('publishRule', { params: { id: rule.id }, body: { revision: rule.revision, effectiveFrom } }).then(() =>
    read(rule.id, as),
  )
const versions = async (kind: 'category' | 'priorityMatrix', key: string) =>
  (await company.staff.manager('listRules', { query: { kind } })).items.find((rule) => rule.key === key)?.versions ?? []
const report = async (category: string, n = 0) => {
  const { api } = await company.resident(n)
  const id = soon()
  const body = { id, category, placeId: company.homes[n] as string, description: '厨房水龙头一直滴水' }
  await api('createRequest', { body })
  return company.staff.agent('getRequest', { params: { id } })
}

test('a category from draft to publication: the next report goes by it, the one before keeps its version', async () => {
  const before = await report('waterLeak', 1)
  const first = await draft('category', 'waterLeak')
  assert.equal(first.version, 2)
  assert.deepEqual(first.allowed, ['change', 'review', 'retire'])
  const content = { ...(first.content as CategoryContent), names: { 'zh-CN': '漏水抢修', en: 'Leak' }, priceTo: 20000 }
  const changed = await change(first, {
    ...content,
    targets: { result: { kind: 'elapsedHours', hours: 5 } },
    warnAt: 0.5,
  })
  assert.deepEqual(
    changed.authors.map(({ name }) => name),
    ['项目经理'],
  )
  const { with: base, items } = await company.staff.manager('compareRule', { params: { id: changed.id } })
  assert.equal(base?.version, 1)
  assert.deepEqual(
    items.map(({ path }) => path),
    ['names.zh-CN', 'names.en', 'priceTo', 'targets.result', 'warnAt'],
  )
  const reviewed = await review(changed)
  assert.equal(reviewed.standing, 'review')
  assert.deepEqual((await read(reviewed.id, executive)).allowed, ['publish'])
  const inForce = await publish(reviewed)
  assert.equal(inForce.standing, 'inForce')
  assert.equal(inForce.publishedBy?.name, '周总')
  assert.deepEqual(
    (await versions('category', 'waterLeak')).map(({ version, standing }) => [version, standing]),
    [
      [2, 'inForce'],
      [1, 'superseded'],
    ],
  )
  const next = await report('waterLeak', 2)
  assert.equal(next.categoryNames['zh-CN'], '漏水抢修')
  const due = next.clocks.find(({ name }) => name === 'result')
  assert.equal(Date.parse(due?.dueAt as string) - Date.parse(next.createdAt), 5 * 3_600_000)
  const [warned] = (
    await company.database.owner.query(
      `select next_fire_at as at from record_clock where record_id = $1 and name = 'result'`,
      [next.id],
    )
  ).rows
  assert.equal(warned.at.getTime() - Date.parse(next.createdAt), 2.5 * 3_600_000)
  assert.deepEqual(
    next.governedBy.map(({ kind, version }) => [kind, version]),
    [
      ['process', 1],
      ['category', 2],
      ['priorityMatrix', 1],
    ],
  )
  const kept = await company.staff.agent('getRequest', { params: { id: before.id } })
  assert.equal(kept.governedBy[1]?.version, 1)
  assert.notEqual(kept.categoryNames['zh-CN'], '漏水抢修')
})

test('a version published for later waits for its day, and can be withdrawn before', async () => {
  const rule = await review(await change(await draft('category', 'lighting'), (await draftOf('lighting')).content))
  const scheduled = await publish(rule, executive, inTenMinutes())
  assert.equal(scheduled.standing, 'scheduled')
  assert.equal((await versions('category', 'lighting')).at(-1)?.standing, 'inForce')
  // what is published sooner would be replaced by the older one when its day comes
  const third = await review(await draft('category', 'lighting'))
  assert.equal((await refusal(publish(third))).fields?.[0]?.code, 'rules.laterWaits')
  const body = { revision: scheduled.revision, reason: '价格还要再议' }
  await executive('retireRule', { params: { id: scheduled.id }, body })
  await publish(await read(third.id))
  company.clock.forward(660_000)
  const standings = (await versions('category', 'lighting')).map(({ standing }) => standing)
  assert.deepEqual(standings, ['inForce', 'retired', 'superseded'])
})
const draftOf = async (key: string) => read((await versions('category', key))[0]?.id as string)

test('whoever wrote a version does not publish it, while somebody else may', async () => {
  const { sysadmin } = company.staff
  const own = await review(await draft('category', 'doorsLocks', sysadmin), sysadmin)
  assert.equal((await refusal(publish(own, sysadmin))).code, 'rules.ownWork')
  await publish(own, executive)
  company.clock.forward(1000)
  // a manager of the company may write, not publish
  const other = await review(await draft('category', 'doorsLocks'))
  assert.equal((await refusal(publish(other, company.staff.manager))).code, 'access.forbidden')
  assert.equal(
    (await refusal(company.staff.agent('listRules', { query: { kind: 'category' } }))).code,
    'access.forbidden',
  )
  await publish(other, sysadmin)
})

test('a reviewer sends a version back with a reason, which stays until it is sent again', async () => {
  const rule = await review(await draft('category', 'supplyOutage'))
  const back = { revision: rule.revision, reason: '请补充抢修电话' }
  await company.staff.manager('sendBackRule', { params: { id: rule.id }, body: back })
  const returned = await read(rule.id)
  assert.deepEqual([returned.standing, returned.sentBackReason], ['draft', '请补充抢修电话'])
  assert.equal((await refusal(publish(returned))).code, 'rules.notInState')
  assert.equal((await review(returned)).sentBackReason, null)
})

test('of two publishers at once one wins, the other is told', async () => {
  const rule = await review(await draft('priorityMatrix', 'default'))
  const both = await Promise.allSettled([publish(rule, executive), publish(rule, company.staff.sysadmin)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult
  assert.equal(lost.reason.problem.code, 'process.staleVersion')
})

test('two who begin a draft at once: one has it; a change by an outdated revision is refused', async () => {
  const begin = () => company.staff.manager('draftRule', { body: { id: soon(), kind: 'category', key: 'waterLeak' } })
  const both = await Promise.allSettled([begin(), begin()])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult
  assert.equal(lost.reason.problem.code, 'rules.draftExists')
  const [open] = await versions('category', 'waterLeak')
  const seen = await read(open?.id as string)
  await change(seen, seen.content)
  assert.equal((await refusal(change(seen, seen.content))).code, 'process.staleVersion')
})

test('the matrix decides priorities from its publication on, is named by the request, and never ends', async () => {
  const rule = await draft('priorityMatrix', 'default')
  const wrong = {
    cells: [
      [3, 3, 4],
      [2, 2, 3],
      [3, 4, 4],
    ],
  }
  assert.equal((await refusal(change(rule, wrong))).fields?.[0]?.code, 'rules.matrixOrder')
  const cells: MatrixContent['cells'] = [
    [2, 2, 2],
    [2, 2, 2],
    [2, 2, 2],
  ]
  const inForce = await publish(await review(await change(rule, { cells })))
  assert.equal((await report('waterLeak', 3)).priority, 2)
  const [named] = (
    await company.database.owner.query(
      'select matrix_version_id as id from service_request order by created_at desc limit 1',
    )
  ).rows
  assert.equal(named.id, inForce.id)
  assert.deepEqual((await read(inForce.id)).allowed, ['draft'])
  const end = { revision: inForce.revision, reason: '不再需要' }
  assert.equal((await refusal(executive('retireRule', { params: { id: inForce.id }, body: end }))).code, 'rules.needed')
  const content = { cells }
  const second = { id: soon(), kind: 'priorityMatrix' as const, key: 'other', content }
  assert.equal((await refusal(company.staff.manager('createRule', { body: second }))).code, 'rules.onlyKey')
})

test('a new category: its faults are shown on the draft, named when it goes to review, and gone when mended', async () => {
  const id = soon()
  const model = (await draftOf('doorsLocks')).content as CategoryContent
  const targets = { nothing: { kind: 'workingDays' as const, days: 2 } }
  const content: CategoryContent = { ...model, kind: 'inquiry', followUp: 'always', targets }
  const body = { id, kind: 'category' as const, key: 'smartLock', content }
  await company.staff.manager('createRule', { body })
  const rule = await read(id)
  assert.deepEqual(
    rule.faults.map(({ path, code }) => [path, code]),
    [
      ['targets.nothing', 'rules.noSuchClock'],
      ['followUp', 'rules.noFollowUp'],
    ],
  )
  const refused = await refusal(review(rule))
  assert.equal(refused.code, 'rules.faulty')
  assert.equal(refused.fields?.[0]?.path, 'content.targets.nothing')
  assert.match(refused.fields?.[0]?.message ?? '', /nothing/)
  await publish(await review(await change(rule, { ...model, sort: 999 })))
  assert.equal((await report('smartLock', 4)).category, 'smartLock')
  const again = await refusal(company.staff.manager('createRule', { body: { ...body, id: soon() } }))
  assert.equal(again.fields?.[0]?.code, 'rules.keyTaken')
})

test('a category for staff only, of other places and other channels', async () => {
  const rule = await draft('category', 'smartLock')
  const content = {
    ...(rule.content as CategoryContent),
    visibleToResidents: false,
    places: ['area'],
    channels: ['phone'],
  }
  await publish(await review(await change(rule, content)))
  const { api } = await company.resident(0)
  const offered = (await api('listCategories')).items.map(({ key }) => key)
  assert.ok(!offered.includes('smartLock') && offered.includes('doorsLocks'))
  const body = { id: soon(), category: 'smartLock', placeId: company.homes[0] as string, description: '门禁打不开' }
  assert.equal((await refusal(api('createRequest', { body }))).fields?.[0]?.code, 'fields.unknownReference')
  const taken = { ...body, channel: 'desk' as const, caller: { name: '王女士', phone: '13900002222' } }
  const { fields } = await refusal(company.staff.agent('createRequest', { body: taken }))
  assert.deepEqual(
    fields?.map(({ code }) => code),
    ['requests.otherChannel', 'requests.otherPlace'],
  )
})

test('an ended category is offered to nobody, and may begin again', async () => {
  const [now] = await versions('category', 'smartLock')
  const rule = await read(now?.id as string)
  const end = { revision: rule.revision, reason: '改由厂家直接受理' }
  assert.equal(
    (await refusal(company.staff.manager('retireRule', { params: { id: rule.id }, body: end }))).code,
    'access.forbidden',
  )
  await executive('retireRule', { params: { id: rule.id }, body: end })
  assert.deepEqual(
    (await versions('category', 'smartLock')).map(({ standing }) => standing),
    ['retired', 'retired'],
  )
  const again = await draft('category', 'smartLock')
  assert.equal(again.version, 3)
  await company.staff.manager('retireRule', { params: { id: again.id }, body: { revision: 1, reason: '误建' } })
})

test('the same call again changes nothing', async () => {
  const rule = await draft('category', 'supplyOutage').catch(async () =>
    read((await versions('category', 'supplyOutage'))[0]?.id as string),
  )
  const call = () =>
    company.staff.manager('retireRule', {
      params: { id: rule.id },
      body: { revision: rule.revision, reason: '暂不调整' },
      key: 'give-up-once',
    })
  assert.deepEqual(await call(), await call())
})
