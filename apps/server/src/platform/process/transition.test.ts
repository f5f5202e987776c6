import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { type Actor, type ProcessRecord, SYSTEM } from './record.ts'
import {
  after,
  agent,
  at,
  ctx,
  filledForm,
  options,
  QUOTE,
  recordIn,
  resident,
  WORKER,
  worker,
} from './testing/context.ts'
import { allowedSteps, openRecord, orThrow, transition } from './transition.ts'

const { repair, workOrder } = DEFAULT_DEFINITIONS

test('a repair from report to archive: places, versions, and every clock met', () => {
  const report = orThrow(openRecord(repair, { step: 'report' }, resident, ctx('2026-03-02 10:00'), recordIn('').facts))
  let record = after({ ...recordIn(''), options }, report)
  assert.deepEqual(
    report.clocks.map((c) => [c.change, c.clock.name, c.clock.dueAt]),
    [
      ['started', 'firstResponse', at('2026-03-03 10:00')],
      ['started', 'result', at('2026-03-05 18:00')],
    ],
  )
  const urgent = { ...filledForm(repair, 'triage'), urgency: '1' }
  const steps = [
    ['accept', agent, '10:05', {}, 'firstResponse met, progress started'],
    ['triage', agent, '10:10', urgent, 'onSite started, result retargeted'],
    ['dispatch', agent, '10:11', { assignee: WORKER }, ''],
    ['started', SYSTEM, '10:25', {}, 'onSite met'],
    ['doneByOrder', SYSTEM, '11:00', {}, 'result met, progress cancelled, autoSettle started'],
    ['rate', resident, '12:00', { overall: 5, speed: 4, service: 5, text: '很快' }, 'autoSettle met'],
    ['settle', agent, '12:10', {}, ''],
    ['archive', agent, '12:11', {}, ''],
  ] as const
  for (const [step, actor, time, input, clocks] of steps) {
    const request = { step, input, expectedVersion: record.version }
    const taken = orThrow(transition(repair, record, request, actor, ctx(`2026-03-02 ${time}`)))
    assert.equal(taken.clocks.map((c) => `${c.clock.name} ${c.change}`).join(', '), clocks, step)
    assert.equal(taken.version, record.version + 1)
    record = after(record, taken)
  }
  assert.equal(record.state, 'archived')
  const onSite = record.clocks.find((c) => c.name === 'onSite')
  assert.deepEqual(
    [onSite?.startedAt, onSite?.dueAt, onSite?.alarms],
    [at('2026-03-02 10:00'), at('2026-03-02 10:30'), 'anyHour'],
  )
  assert.deepEqual(
    record.clocks.map((c) => [c.name, c.state, c.breachedAt]),
    [
      ['firstResponse', 'met', null],
      ['result', 'met', null],
      ['progress', 'cancelled', null],
      ['onSite', 'met', null],
      ['autoSettle', 'met', null],
    ],
  )
})

test('two act at once: the second is told that its version is stale', () => {
  const record = { ...recordIn('received'), version: 2 }
  const result = transition(repair, record, { step: 'accept', expectedVersion: 1 }, agent, ctx('2026-03-02 10:00'))
  assert.deepEqual(!result.ok && [result.error.code, result.error.params], [
    'process.staleVersion',
    { expected: 1, actual: 2 },
  ])
})

test('a step that does not exist, or that only creates, is refused; so is the future', () => {
  for (const step of ['fly', 'report', 'constructor']) {
    const result = transition(repair, recordIn('received'), { step }, agent, ctx('2026-03-02 10:00'))
    assert.equal(!result.ok && result.error.code, 'process.unknownStep')
  }
  const opened = openRecord(repair, { step: 'accept' }, agent, ctx('2026-03-02 10:00'))
  assert.equal(!opened.ok && opened.error.code, 'process.unknownStep')
  const early = transition(
    repair,
    recordIn('received'),
    { step: 'accept' },
    agent,
    ctx('2026-03-02 10:00', '2026-03-02 10:01'),
  )
  assert.equal(!early.ok && early.error.code, 'process.occurredInFuture')
})

test('every fault of a form is reported at once', () => {
  const input = { urgency: '9', impact: null, privatePart: 'yes', inWarranty: true, surprise: 1 }
  const result = transition(
    repair,
    { ...recordIn('accepted'), options },
    { step: 'triage', input },
    agent,
    ctx('2026-03-02 10:00'),
  )
  assert.ok(!result.ok && result.error.code === 'process.formInvalid')
  assert.deepEqual(
    result.error.fields?.map((f) => [f.path, f.code]),
    [
      ['surprise', 'fields.unknown'],
      ['urgency', 'fields.choice'],
      ['impact', 'fields.required'],
      ['category', 'fields.required'],
      ['privatePart', 'fields.type'],
    ],
  )
})

test('reporting done needs a photo and every mandatory item of the record’s own checklist', () => {
  const item = (value: string, mandatory: boolean) => ({ value, mandatory, names: { 'zh-CN': value, en: value } })
  const record = {
    ...recordIn('started', { photos: 'after' }),
    options: { checklist: [item('water', true), item('tidy', false)] },
  }
  const report = (input: unknown) =>
    transition(workOrder, record, { step: 'reportDone', input }, worker, ctx('2026-03-02 10:00'))
  const codes = (input: unknown) => {
    const result = report(input)
    return result.ok ? [] : result.error.fields?.map((f) => `${f.path} ${f.code}`)
  }
  assert.deepEqual(codes({}), ['checklist fields.required', 'photosAfter fields.photosNeeded'])
  assert.deepEqual(codes({ checklist: ['tidy'], photosAfter: [] }), [
    'checklist fields.checklistOpen',
    'photosAfter fields.photosNeeded',
  ])
  assert.deepEqual(codes({ checklist: ['water', 'x'], photosAfter: [WORKER] }), ['checklist fields.choice'])
  assert.deepEqual(codes({ checklist: ['water'], photosAfter: [WORKER] }), [])
})

test('urging changes no state, raises the version and tells', () => {
  const taken = orThrow(transition(repair, recordIn('executing'), { step: 'urge' }, resident, ctx('2026-03-02 10:00')))
  assert.deepEqual([taken.state, taken.phase, taken.version], ['executing', 'executing', 2])
  assert.deepEqual(
    taken.effects.map((e) => e.name),
    ['notifyRoles', 'notifyAssignee'],
  )
})

test('a step with a time limit is offered up to the moment at which it ends, and then refused with the limit named', () => {
  const reopen = (settledAt: number, now: number) => {
    const record = recordIn('settled', { settledAt })
    const offered = allowedSteps(repair, record, resident, now).some(({ key }) => key === 'reopen')
    const request = { step: 'reopen', input: { reason: '又漏了' } }
    return { offered, taken: transition(repair, record, request, resident, { ...ctx('2026-03-02 10:00'), now }) }
  }
  const settled = at('2026-03-02 10:00')
  const limit = at('2026-04-01 10:00')
  const last = reopen(settled, limit)
  assert.ok(last.offered && last.taken.ok)
  const { offered, taken } = reopen(settled, limit + 1)
  assert.ok(!offered && !taken.ok && taken.error.code === 'process.tooLate')
  assert.deepEqual(taken.error.params, { step: 'reopen', state: 'settled', days: 30, of: 'settled' })
  const late = { ...ctx('2026-04-01 10:01', '2026-04-01 09:59') }
  const record = recordIn('settled', { settledAt: settled })
  const replayed = transition(repair, record, { step: 'reopen', input: { reason: '又漏了' } }, resident, late)
  assert.ok(!replayed.ok, 'rights are judged at receipt')
})

test('a word on a quote that is not the last is refused as that, even when the record has changed since', () => {
  const record = recordIn('assigned', { price: 'quoted', quote: QUOTE })
  const agree = (quote: unknown, expectedVersion: number) => {
    const result = transition(repair, record, { step: 'agreePrice', input: { quote }, expectedVersion }, resident, NOON)
    return result.ok ? 'taken' : result.error.code
  }
  const NOON = ctx('2026-03-02 12:00')
  assert.equal(agree(QUOTE, 1), 'taken')
  assert.equal(agree(WORKER, 1), 'process.quoteReplaced')
  assert.equal(agree(WORKER, 9), 'process.quoteReplaced')
  assert.equal(agree(QUOTE, 9), 'process.staleVersion')
  assert.equal(agree(5, 1), 'process.formInvalid')
})

test('while the customer thinks about a price the company’s own limits stand still; in a suspension they go on standing', () => {
  const clocksOf = ({ clocks }: ProcessRecord) => clocks.map(({ name, state }) => `${name} ${state}`)
  const go = (record: ProcessRecord, step: string, time: string, actor: Actor = agent) => {
    const request = { step, input: filledForm(repair, step) }
    return after(record, orThrow(transition(repair, { ...record, options }, request, actor, ctx(time))))
  }
  const opened = orThrow(openRecord(repair, { step: 'report' }, resident, ctx('2026-03-02 10:00')))
  const facts = { price: 'none', quote: QUOTE, openOrders: 1 } as const
  const begun = go(after(recordIn('', facts), opened), 'accept', '2026-03-02 10:05')
  const assigned = go(go(begun, 'triage', '2026-03-02 10:10'), 'dispatch', '2026-03-02 10:15')
  const quoted = go(assigned, 'quotePrice', '2026-03-02 10:20')
  const waiting = { ...quoted, facts: { ...quoted.facts, price: 'quoted' as const } }
  assert.deepEqual(
    clocksOf(waiting).filter((one) => /onSite|result|firstResponse/.test(one)),
    ['firstResponse met', 'result paused', 'onSite paused'],
  )
  const due = (record: ProcessRecord) => record.clocks.find(({ name }) => name === 'onSite')?.dueAt ?? 0
  const agreed = go(waiting, 'agreePrice', '2026-03-02 11:20', resident)
  assert.ok(clocksOf(agreed).includes('result running') && clocksOf(agreed).includes('onSite running'))
  assert.equal(due(agreed) - due(assigned), 60 * 60_000)
  const suspended = go(waiting, 'suspend', '2026-03-02 11:00')
  const later = go(suspended, 'agreePrice', '2026-03-02 11:20', resident)
  assert.ok(clocksOf(later).includes('result paused'), 'it still waits for parts')
  assert.ok(clocksOf(go(later, 'resume', '2026-03-02 12:20')).includes('result running'))
})

test('an offline step meets its clock by the time of occurrence, and the breach told meanwhile is corrected', () => {
  const opened = orThrow(openRecord(repair, { step: 'report' }, resident, ctx('2026-03-02 10:00')))
  const fresh = after(recordIn(''), opened)
  const clocks = fresh.clocks.map((c) => (c.name === 'firstResponse' ? { ...c, breachedAt: c.dueAt } : c))
  const context = ctx('2026-03-03 12:00', '2026-03-03 09:59')
  const taken = orThrow(transition(repair, { ...fresh, clocks }, { step: 'accept' }, agent, context))
  const met = taken.clocks[0]?.clock
  assert.deepEqual(
    [met?.metAt, met?.corrected, met?.breachedAt],
    [at('2026-03-03 09:59'), true, at('2026-03-03 10:00')],
  )
})
