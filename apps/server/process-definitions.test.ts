import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { DEFAULT_DEFINITIONS, type ProcessDefinition } from '#platform/process'
import { refusal, type TestCompany, testCompany } from './testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const changed = (change: (def: ProcessDefinition) => void, kind: keyof typeof DEFAULT_DEFINITIONS = 'repair') => {
  const def = structuredClone(DEFAULT_DEFINITIONS[kind])
  change(def)
  return def
}
const step = (def: ProcessDefinition, key: string) =>
  def.steps.find((one) => one.key === key) as ProcessDefinition['steps'][number]
const check = (definition: unknown, api: Client = company.staff.manager) =>
  api('checkDefinition', { body: { definition: definition as never } })

test('the processes that a company starts with are without a fault for those who work there', async () => {
  for (const definition of Object.values(DEFAULT_DEFINITIONS)) assert.deepEqual((await check(definition)).faults, [])
})

test('faults say where they lie and what to do, in the reader’s language, and the rest is drawn', async () => {
  const definition = changed((def) => {
    def.steps = def.steps.filter(({ key }) => key !== 'archive')
    step(def, 'plan').roles = ['executive']
    Object.assign(def.clocks[0] as object, { meetOn: { verbs: ['claim'] } })
  })
  const { drawing, whole, faults } = await check(definition)
  assert.equal(whole, true)
  assert.deepEqual(
    faults.map(({ path: _, ...fault }) => fault),
    [
      {
        code: 'definition.roleOfNobody',
        message: '步骤“批准限期方案”只能由公司高管办理，但现在没有在职员工担任，请改派角色或先安排人员。',
        at: { step: 'plan' },
      },
      {
        code: 'definition.unreachable',
        message: '没有步骤能到达状态“已归档”，请加上通向它的步骤，或删去它。',
        at: { state: 'archived' },
      },
      {
        code: 'definition.clockNeverStops',
        message: '时限“首次响应”没有任何步骤能使它结束，请改正其结束条件。',
        at: { clock: 'firstResponse' },
      },
    ],
  )
  assert.equal(drawing.states.length, definition.states.length)
  assert.deepEqual(drawing.steps.find(({ key }) => key === 'urge')?.to, null)
  const onSite = drawing.clocks.find(({ name }) => name === 'onSite')
  assert.equal(onSite?.target['zh-CN'], '8小时（服务时间）')
  assert.deepEqual(onSite?.cases, [
    {
      when: { 'zh-CN': '紧急程度为紧急', en: 'Urgency: Urgent' },
      target: { 'zh-CN': '30分钟', en: '30 minutes' },
    },
  ])
})

test('a role counts while somebody works in it', async () => {
  const { owner } = company.database
  await owner.query("update staff set left_on = '2026-03-02' where id = $1", [company.staffIds.technician])
  const { faults } = await check(DEFAULT_DEFINITIONS.workOrder)
  await owner.query('update staff set left_on = null where id = $1', [company.staffIds.technician])
  assert.ok(faults.some(({ code, at }) => code === 'definition.roleOfNobody' && at.step === 'claim'))
})

test('whatever is sent gets an answer: parts that are whole are drawn, of endless faults the first are told', async () => {
  for (const bad of [null, 5, '流程', [], {}, { states: [null, 5], steps: {}, clocks: 'x', names: [] }]) {
    const { drawing, whole, faults } = await check(bad)
    assert.ok(faults.length > 0 && !whole)
    assert.deepEqual(drawing.states, [])
  }
  const half = changed((def) => {
    Object.assign(def.states[1] as object, { phase: 'flying' })
  })
  const { drawing, faults } = await check(half)
  assert.equal(drawing.states.length, half.states.length - 1)
  assert.deepEqual([faults[0]?.path, faults[0]?.at], ['states.1.phase', { state: 'accepted' }])
  assert.match(faults[0]?.message ?? '', /^状态“已受理”的“phase”不能写“flying”，可以写：new、accepted/)
  const zeros = (length: number) => Array.from({ length }, () => 0)
  assert.equal((await check({ ...half, steps: zeros(300) })).faults.length, 200)
  const long = await check({ ...changed(() => undefined), steps: zeros(100_000) })
  assert.deepEqual(
    long.faults.map(({ message }) => message),
    ['流程的“steps”超出上限 300，请精简。'],
  )
  const nul = await check(changed((def) => Object.assign(step(def, 'urge').names, { en: 'a\u0000b' })))
  assert.deepEqual(
    nul.faults.map(({ path, at }) => [path.split('.').slice(2).join('.'), at.step]),
    [['names.en', 'urge']],
  )
})

test('only who answers for processes checks them', async () => {
  assert.equal((await refusal(check({}, company.staff.technician))).code, 'access.forbidden')
})
