import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Client, ProcessDefinition, RuleVersion } from '@sims/contracts/web'
import { newId } from '#kernel'
import { DEFAULT_DEFINITIONS, exceptionsJob } from '#platform/process'
import { anywhere, hire, refusal, type TestCompany, testCompany } from './testing.ts'

let company: TestCompany
let executive: Client
before(async () => {
  company = await testCompany()
  executive = (await hire(company, 'E900', anywhere('executive'), { name: '周总' })).api
})
after(() => company.close())
beforeEach(() => company.clock.forward(60_000))

type Step = ProcessDefinition['steps'][number]
const step = (def: ProcessDefinition, key: string) => def.steps.find((one) => one.key === key) as Step
const read = (id: string, as = company.staff.manager) => as('getRule', { params: { id } })
async function draft(key: string, change: (def: ProcessDefinition) => void): Promise<RuleVersion> {
  const id = newId(company.clock.now.getTime())
  await company.staff.manager('draftRule', { body: { id, kind: 'process', key } })
  const rule = await read(id)
  const content = structuredClone(rule.content as ProcessDefinition)
  change(content)
  await save(rule, content)
  return read(id)
}
const save = ({ id, revision }: RuleVersion, content: unknown) =>
  company.staff.manager('changeRule', { params: { id }, body: { kind: 'process', revision, content } as never })
const review = async ({ id, revision }: RuleVersion) => {
  await company.staff.manager('reviewRule', { params: { id }, body: { revision } })
  return read(id)
}
const publish = async ({ id, revision }: RuleVersion, as = executive) => {
  await as('publishRule', { params: { id }, body: { revision } })
  return read(id)
}
const giveUp = async ({ id }: RuleVersion) => {
  const { revision } = await read(id)
  await company.staff.manager('retireRule', { params: { id }, body: { revision, reason: '改动有误' } })
}
async function report(n: number) {
  const { api } = await company.resident(n)
  const id = newId(company.clock.now.getTime())
  const placeId = company.homes[n] as string
  await api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水' } })
  return { id, api }
}
const show = (id: string) => company.staff.agent('getRequest', { params: { id } })
const take = async (id: string, name: string, input: Record<string, unknown> = {}) => {
  const { version } = await show(id)
  await company.staff.agent('takeRequestStep', { params: { id }, body: { step: name, version, input: input as never } })
}
const pictureOf = async (id: string) => {
  const { definitionId } = await show(id)
  return company.staff.agent('getProcess', { params: { id: definitionId } })
}

/** A day instead of three for the result, and a survey between acceptance and triage. */
function surveyed(def: ProcessDefinition) {
  const result = def.clocks.find(({ name }) => name === 'result') as ProcessDefinition['clocks'][number]
  result.target = { kind: 'workingDays', days: 1 }
  def.states.splice(2, 0, {
    key: 'surveyed',
    phase: 'accepted',
    names: { 'zh-CN': '已勘查', en: 'Surveyed' },
    x: 1,
    y: 1,
  })
  def.steps.push({
    ...step(def, 'accept'),
    key: 'survey',
    verb: 'investigate',
    from: ['accepted'],
    to: 'surveyed',
    effects: [],
    names: { 'zh-CN': '现场勘查', en: 'Survey' },
  })
  step(def, 'triage').from.push('surveyed')
}

test('a changed process: what is under way goes on by its version, what comes then by the new one', async () => {
  const old = await report(1)
  const before = await pictureOf(old.id)
  const rule = await review(await draft('repair', surveyed))
  const inForce = await publish(rule)
  assert.deepEqual([inForce.version, inForce.standing, inForce.names['zh-CN']], [2, 'inForce', '报修流程'])
  const recent = await report(2)

  for (const { id } of [old, recent]) await take(id, 'accept')
  const [oldPage, newPage] = [await show(old.id), await show(recent.id)]
  const steps = (page: typeof oldPage) => page.allowed.map(({ key }) => key)
  assert.ok(!steps(oldPage).includes('survey') && steps(newPage).includes('survey'))
  const dueOf = (page: typeof oldPage) => page.clocks.find(({ name }) => name === 'result')
  // reported on Monday 2 March 2026
  assert.deepEqual(
    [dueOf(oldPage), dueOf(newPage)].map((clock) => clock?.dueAt?.slice(0, 10)),
    ['2026-03-05', '2026-03-03'],
  )
  assert.match(dueOf(newPage)?.explanation ?? '', /第1个工作日/)

  assert.equal((await refusal(take(old.id, 'survey'))).code, 'process.unknownStep')
  await take(recent.id, 'survey')
  const now = await show(recent.id)
  assert.equal(now.state, 'surveyed')
  assert.equal(now.timeline[0]?.title, '现场勘查')

  const kept = await pictureOf(old.id)
  assert.deepEqual(kept, before)
  const shown = await pictureOf(recent.id)
  assert.deepEqual([shown.version, shown.id], [2, inForce.id])
  assert.deepEqual(shown.clocks.find(({ name }) => name === 'result')?.target, {
    'zh-CN': '1个工作日',
    en: '1 working day',
  })
  const figures = await company.staff.manager('processFigures', { query: { process: 'repair' } })
  assert.equal(figures.definitionId, inForce.id)
  const running = Object.fromEntries(figures.states.map(({ key, running }) => [key, running]))
  assert.deepEqual([running.accepted, running.surveyed], [1, 1])
})

test('a state that a new version no longer has stays among the figures while something stands there', async () => {
  const waiting = await report(0)
  await take(waiting.id, 'accept')
  await take(waiting.id, 'survey')
  const rule = await draft('repair', (def) => {
    def.states = def.states.filter(({ key }) => key !== 'surveyed')
    def.steps = def.steps.filter(({ key }) => key !== 'survey')
    const triage = step(def, 'triage')
    triage.from = triage.from.filter((key) => key !== 'surveyed')
  })
  await publish(await review(rule))
  const { states } = await company.staff.manager('processFigures', { query: { process: 'repair' } })
  const { names, former, running } = states.at(-1) ?? {}
  assert.deepEqual([names?.['zh-CN'], former, running], ['已勘查', true, 2])
  assert.deepEqual(states.filter((state) => state.former).length, 1)
})

test('of two publishers at once one wins, and one version is in force', async () => {
  const rule = await review(
    await draft('inquiry', (def) => Object.assign(step(def, 'urge').names, { 'zh-CN': '催办' })),
  )
  const second = (await hire(company, 'E901', anywhere('executive'), { name: '吴总' })).api
  const both = await Promise.allSettled([publish(rule, executive), publish(rule, second)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult
  assert.equal(lost.reason.problem.code, 'process.staleVersion')
  const { items } = await company.staff.manager('listRules', { query: { kind: 'process' } })
  const standings = items.find(({ key }) => key === 'inquiry')?.versions.map(({ standing }) => standing)
  assert.deepEqual(standings, ['inForce', 'superseded'])
})

test('a faulty process may be kept as a draft, goes no further, and each fault names its place', async () => {
  const planted: [change: (def: ProcessDefinition) => void, message: RegExp][] = [
    [(def) => def.steps.splice(def.steps.indexOf(step(def, 'archive')), 1), /状态“已归档”/],
    [(def) => def.states.map((state) => Object.assign(state, { phase: 'executing' })), /流程没有结束/],
    [(def) => Object.assign(def.clocks[0] as object, { meetOn: { phases: ['followUp'] } }), /时限“首次响应”/],
    [(def) => Object.assign(step(def, 'archive'), { roles: ['archivist'] }), /步骤“归档”只能由档案管理员办理/],
    [(def) => Object.assign(def, { kind: 'suggestion' }), /这是“praise”的流程，内容中的 kind 却是“suggestion”/],
  ]
  for (const [change, message] of planted) {
    const rule = await draft('praise', change)
    assert.ok(rule.faults.some((fault) => message.test(fault.message)))
    const refused = await refusal(review(rule))
    assert.equal(refused.code, 'rules.faulty')
    assert.match(refused.fields?.map((field) => field.message).join('\n') ?? '', message)
    assert.match(refused.fields?.[0]?.path ?? '', /^content\.(states|steps|clocks|kind)/)
    await giveUp(rule)
  }
  const rule = await draft('praise', () => undefined)
  assert.deepEqual(rule.faults, [])
  const broken = { ...structuredClone(DEFAULT_DEFINITIONS.praise), states: [{ key: 'received', phase: 'flying' }] }
  const refused = await refusal(save(rule, broken))
  assert.deepEqual([refused.code, refused.fields?.[0]?.path], ['http.invalid', 'content.states.0.phase'])
  await giveUp(rule)
})

test('a role that falls vacant after the review stops the publication', async () => {
  const only = (await hire(company, 'A902', anywhere('archivist'), { name: '郑档案' })).api
  assert.ok(only)
  const rule = await review(
    await draft('suggestion', (def) => {
      step(def, 'archive').roles = ['archivist']
    }),
  )
  await company.database.owner.query("update staff set left_on = '2026-03-01' where name = '郑档案'")
  const refused = await refusal(publish(rule))
  assert.equal(refused.code, 'rules.faulty')
  assert.match(refused.fields?.[0]?.message ?? '', /步骤“归档”只能由档案管理员办理/)
  assert.equal((await read(rule.id)).standing, 'review')
})

test('there is no time without a process; only who may read rules sees them', async () => {
  const { items } = await company.staff.manager('listRules', { query: { kind: 'process' } })
  assert.deepEqual(items.map(({ key }) => key).sort(), Object.keys(DEFAULT_DEFINITIONS).sort())
  const version = items.find(({ key }) => key === 'workOrder')?.versions[0]
  const end = { params: { id: version?.id as string }, body: { revision: 1, reason: '不再需要' } }
  assert.equal((await refusal(executive('retireRule', end))).code, 'rules.needed')
  const list = company.staff.technician('listRules', { query: { kind: 'process' } })
  assert.equal((await refusal(list)).code, 'access.forbidden')
})

/** As the job does every morning. */
async function tellExceptions() {
  const now = () => company.clock.now
  const run = { id: '', attempt: 1, last: true, signal: AbortSignal.timeout(60_000) }
  await exceptionsJob({ db: company.app.db, now }).handle({}, run)
  await company.app.relay.drain()
}
const noticesOf = async (kind: string) => {
  const sql = 'select params from notice where kind = $1'
  return (await company.database.owner.query(sql, [kind])).rows.map(({ params }) => params)
}

test('below the Specification: refused without an exception, published by an executive only, shown while it lasts', async () => {
  const slower = (exception?: { reason: string; until: string }) => (def: ProcessDefinition) => {
    const first = def.clocks.find(({ name }) => name === 'firstResponse') as ProcessDefinition['clocks'][number]
    first.target = { kind: 'elapsedHours', hours: 48 }
    if (exception) first.exception = exception
  }
  const bare = await draft('repair', slower())
  assert.deepEqual(
    bare.faults.map(({ code, message }) => [code, message.slice(0, 36)]),
    [['definition.belowSpecification', '时限“首次响应”为48小时，低于规范§3.3.2要求的24小时。请改正；'.slice(0, 36)]],
  )
  assert.equal((await refusal(review(bare))).code, 'rules.faulty')
  await giveUp(bare)

  const rule = await review(await draft('repair', slower({ reason: '客服人手不足，正在招聘', until: '2026-03-20' })))
  assert.equal((await refusal(publish(rule, company.staff.sysadmin))).code, 'rules.executiveNeeded')
  await publish(rule, executive)

  const { id, api } = await report(3)
  const dueOf = async (id: string, by = company.staff.agent) =>
    (await by('getRequest', { params: { id } })).clocks.find(({ name }) => name === 'firstResponse')
  const first = await dueOf(id)
  assert.equal(first?.belowSpecification, true)
  assert.equal(Date.parse(first?.dueAt as string) - Date.parse(first?.startedAt as string), 48 * 3_600_000)
  assert.match(first?.explanation ?? '', /低于规范§3\.3\.2要求的24小时，为经批准的例外，截止2026-03-20。$/)
  const below = { clause: '§3.3.2', promised: { 'zh-CN': '24小时', en: '24 hours' }, until: '2026-03-20' }
  const shown = (await pictureOf(id)).clocks.find(({ name }) => name === 'firstResponse')?.below
  assert.deepEqual(shown, { ...below, reason: '客服人手不足，正在招聘' })
  const { definitionId } = await show(id)
  const forCustomers = await api('getProcess', { params: { id: definitionId } })
  assert.deepEqual(forCustomers.clocks.find(({ name }) => name === 'firstResponse')?.below, { ...below, reason: null })

  const { items } = await company.staff.manager('listExceptions')
  assert.deepEqual(
    items.map((one) => [one.ruleId, one.clock, one.given['zh-CN'], one.promised['zh-CN'], one.until, one.ended]),
    [[rule.id, 'firstResponse', '48小时', '24小时', '2026-03-20', false]],
  )
  await tellExceptions()
  assert.deepEqual(await noticesOf('exceptionEnded'), [])

  // from the day after on the Specification's number governs what is new
  company.clock.now = new Date('2026-03-21T01:00:00Z')
  const later = await report(4)
  const next = await dueOf(later.id, later.api)
  assert.equal(Date.parse(next?.dueAt as string) - Date.parse(next?.startedAt as string), 24 * 3_600_000)
  assert.equal(next?.belowSpecification, false)
  for (let day = 0; day < 2; day++) await tellExceptions()
  const told = await noticesOf('exceptionEnded')
  // two executives and the system administrator, each once
  assert.deepEqual(
    told.map(({ clock, until }) => [clock['zh-CN'], until]),
    Array.from({ length: 3 }, () => ['首次响应', '2026-03-20']),
  )
})
