import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fire, isOver, nextDue } from '#kernel'
import { clockRules } from './compile.ts'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { definitionSchema, type ProcessDefinition } from './definition.ts'
import { type ClockChange, type ProcessRecord, SYSTEM } from './record.ts'
import { after, agent, at, ctx, recordIn, replaced, resident } from './testing/context.ts'
import { happened, openRecord, orThrow, transition } from './transition.ts'

const { repair } = DEFAULT_DEFINITIONS
const n = { 'zh-CN': '名', en: 'name' }
const edge = (key: string, verb: string, from: string[], to: string) => ({
  key,
  verb,
  from,
  to,
  roles: ['agent'],
  trigger: 'both',
  form: [],
  guards: [],
  effects: [],
  names: n,
})
const state = (key: string, phase = key) => ({ key, phase, names: n, x: 0, y: 0 })
const hours = (h: number) => ({ kind: 'elapsedHours', hours: h })

/** A small inquiry with what the default definitions do not have yet: suspending, merging, reopening, an update clock. */
const inquiry: ProcessDefinition = definitionSchema.parse({
  kind: 'inquiry',
  names: n,
  states: ['new', 'executing', 'suspended', 'settled', 'cancelled'].map((s) => state(s)),
  steps: [
    edge('report', 'report', [], 'new'),
    edge('start', 'start', ['new'], 'executing'),
    edge('suspend', 'suspend', ['executing'], 'suspended'),
    edge('resume', 'resume', ['suspended'], 'executing'),
    edge('merge', 'merge', ['new', 'executing', 'suspended'], 'cancelled'),
    edge('settle', 'settle', ['executing'], 'settled'),
    edge('reopen', 'reopen', ['settled'], 'executing'),
  ],
  clocks: [
    {
      name: 'first',
      kind: 'promise',
      target: hours(24),
      startOn: { verbs: ['report'] },
      meetOn: { events: ['talk'], byPerson: true },
    },
    {
      name: 'answer',
      kind: 'internal',
      target: hours(8),
      startOn: { events: ['customerReply'] },
      repeats: true,
      meetOn: { events: ['staffReply'] },
    },
    {
      name: 'result',
      kind: 'internal',
      target: hours(48),
      startOn: { verbs: ['report', 'reopen'] },
      repeats: true,
      meetOn: { phases: ['settled'] },
      pauseOn: { phases: ['suspended'] },
      resumeOn: { events: ['customerReply'] },
    },
  ].map((c) => ({ names: n, warn: [], escalate: [{ minutesAfter: 0, to: 'teamLead' }], ...c })),
})

/** The same, but the promise would start at a reopening as well. */
const twice: ProcessDefinition = {
  ...inquiry,
  clocks: inquiry.clocks.map((c) => (c.name === 'first' ? { ...c, startOn: { verbs: ['report', 'reopen'] } } : c)),
}

const shown = (changes: ClockChange[]) => changes.map((c) => `${c.clock.name} ${c.change}`)
const saved = (record: ProcessRecord, changes: ClockChange[]) => ({
  ...record,
  clocks: replaced(record.clocks, changes),
})
const begin = () =>
  after(recordIn(''), orThrow(openRecord(inquiry, { step: 'report' }, agent, ctx('2026-03-02 10:00'))))
const go = (record: ProcessRecord, step: string, now: string) =>
  after(record, orThrow(transition(inquiry, record, { step }, agent, ctx(now))))
const clockOf = (record: ProcessRecord, name: string) => record.clocks.find((c) => c.name === name)

test('an update clock does not hide the first response', () => {
  const record = saved(begin(), happened(inquiry, begin(), 'customerReply', resident, ctx('2026-03-03 09:00')))
  assert.deepEqual(
    record.clocks.map((c) => [c.name, c.state]),
    [
      ['first', 'running'],
      ['result', 'running'],
      ['answer', 'running'],
    ],
  )
  assert.equal(nextDue(record.clocks), at('2026-03-03 10:00'))
})

test('an automatic receipt is no first response, a recorded talk by a person is', () => {
  assert.deepEqual(shown(happened(inquiry, begin(), 'talk', SYSTEM, ctx('2026-03-02 10:01'))), [])
  assert.deepEqual(shown(happened(inquiry, begin(), 'talk', agent, ctx('2026-03-02 10:01'))), ['first met'])
  const record = after(recordIn(''), orThrow(openRecord(repair, { step: 'report' }, resident, ctx('2026-03-02 10:00'))))
  assert.deepEqual(shown(happened(repair, record, 'talk', agent, ctx('2026-03-02 10:01'))), ['firstResponse met'])
})

test('a customer’s web reply starts the clock of the answer again, from the first unanswered reply', () => {
  let record = begin()
  for (const [event, now, expected] of [
    ['customerReply', '2026-03-02 11:00', ['answer started']],
    ['customerReply', '2026-03-02 12:00', []],
    ['staffReply', '2026-03-02 13:00', ['answer met']],
    ['customerReply', '2026-03-02 14:00', ['answer started']],
  ] as const) {
    const changes = happened(inquiry, record, event, event === 'staffReply' ? agent : resident, ctx(now))
    assert.deepEqual(shown(changes), expected, now)
    record = saved(record, changes)
  }
  assert.deepEqual([clockOf(record, 'answer')?.round, clockOf(record, 'answer')?.dueAt], [2, at('2026-03-02 22:00')])
})

test('an answer to a paused record lets its clock run on', () => {
  let record = go(go(begin(), 'start', '2026-03-02 11:00'), 'suspend', '2026-03-02 12:00')
  assert.deepEqual([clockOf(record, 'result')?.state, clockOf(record, 'first')?.state], ['paused', 'running'])
  record = saved(record, happened(inquiry, record, 'customerReply', resident, ctx('2026-03-02 15:00')))
  assert.deepEqual(
    [clockOf(record, 'result')?.state, clockOf(record, 'result')?.dueAt],
    ['running', at('2026-03-04 13:00')],
  )
  assert.equal(
    clockOf(go(record, 'resume', '2026-03-02 16:00'), 'result')?.dueAt,
    at('2026-03-04 13:00'),
    'not moved twice',
  )
})

test('leaving a paused phase lets the clock run on', () => {
  const record = go(
    go(go(begin(), 'start', '2026-03-02 11:00'), 'suspend', '2026-03-02 12:00'),
    'resume',
    '2026-03-02 13:00',
  )
  assert.equal(clockOf(record, 'result')?.dueAt, at('2026-03-04 11:00'))
})

test('a merged record never escalates', () => {
  const record = go(begin(), 'merge', '2026-03-02 11:00')
  for (const clock of record.clocks) {
    assert.deepEqual([clock.state, clock.endReason, clock.nextFireAt], ['cancelled', 'merge', null])
    const told = fire(clockRules(inquiry, clock.name), clock, ctx('2026-03-02 11:00').clock, at('2026-06-01 10:00'))
    assert.deepEqual(told.alarms, [])
  }
  assert.deepEqual(
    happened(inquiry, record, 'customerReply', resident, ctx('2026-03-03 10:00')),
    [],
    'nor does it start anything',
  )
})

test('a reopened record gets a new round; the old one stays as it was', () => {
  const settled = go(go(begin(), 'start', '2026-03-02 11:00'), 'settle', '2026-03-02 12:00')
  assert.ok(settled.clocks.every(isOver))
  const again = clockOf(go(settled, 'reopen', '2026-03-05 09:00'), 'result')
  assert.deepEqual([again?.round, again?.state, again?.dueAt], [2, 'running', at('2026-03-07 09:00')])
  assert.equal(clockOf(settled, 'result')?.state, 'met')
})

test('imported history starts its clocks and tells nothing', () => {
  const taken = orThrow(openRecord(inquiry, { step: 'report' }, SYSTEM, { ...ctx('2026-03-02 10:00'), quiet: true }))
  assert.ok(
    taken.clocks.length === 2 && taken.clocks.every((c) => c.clock.dueAt !== null && c.clock.nextFireAt === null),
  )
})

test('a second triage with another urgency moves the clocks, with the same urgency it moves nothing', () => {
  const triage = (record: ProcessRecord, urgency: string, now: string) => {
    const input = { urgency, impact: '3', category: '1', privatePart: true, inWarranty: false }
    const options = { category: [{ value: '1', names: n }] }
    return orThrow(transition(repair, { ...record, options }, { step: 'triage', input }, agent, ctx(now)))
  }
  const opened = after(recordIn(''), orThrow(openRecord(repair, { step: 'report' }, resident, ctx('2026-03-02 10:00'))))
  const accepted = after(
    opened,
    orThrow(transition(repair, opened, { step: 'accept' }, agent, ctx('2026-03-02 10:05'))),
  )
  const first = triage(accepted, '3', '2026-03-02 10:10')
  assert.deepEqual(shown(first.clocks), ['onSite started'])
  const record = after(accepted, first)
  assert.deepEqual(shown(triage(record, '3', '2026-03-02 10:20').clocks), [])
  const raised = triage(record, '1', '2026-03-02 10:20')
  assert.deepEqual(
    raised.clocks.map((c) => [c.clock.name, c.change, c.clock.dueAt]),
    [
      ['onSite', 'retargeted', at('2026-03-02 10:30')],
      ['result', 'retargeted', at('2026-03-03 10:00')],
    ],
  )
})

test('a clock that was met does not start again unless it repeats', () => {
  const clocks = begin().clocks.map((c) => ({ ...c, state: 'met' as const }))
  const record = { ...begin(), state: 'settled', clocks }
  const taken = orThrow(transition(twice, record, { step: 'reopen' }, agent, ctx('2026-03-05 09:00')))
  assert.deepEqual(shown(taken.clocks), ['result started'])
})
