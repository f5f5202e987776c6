import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import type { ClockDef, ProcessDefinition } from './definition.ts'
import { belowSpecification, isLooser, type Length } from './specification.ts'
import { at, ctx, RESIDENT, resident } from './testing/context.ts'
import { openRecord } from './transition.ts'
import { validateDefinition } from './validate/index.ts'

const hours = (count: number): Length => ({ kind: 'elapsedHours', hours: count })
const days = (count: number): Length => ({ kind: 'workingDays', days: count })
const opening = (count: number): Length => ({ kind: 'openingHours', hours: count })
type Kind = keyof typeof DEFAULT_DEFINITIONS
const changed = (kind: Kind, name: string, change: Partial<ClockDef>): ProcessDefinition => {
  const def = structuredClone(DEFAULT_DEFINITIONS[kind])
  Object.assign(def.clocks.find((clock) => clock.name === name) as object, change)
  return def
}

test('the defaults keep what the Specification promises', () => {
  for (const def of Object.values(DEFAULT_DEFINITIONS)) assert.deepEqual(belowSpecification(def), [], def.kind)
})

test('looser: more of the same, days for hours, opening hours for anything; hours for days by the nights between', () => {
  const cases: [ClockDef['target'], Length, boolean][] = [
    [{ kind: 'dateField', field: 'recheckOn' }, days(7), true],
    [hours(24), hours(24), false],
    [hours(24.1), hours(24), true],
    [days(7), days(7), false],
    [days(8), days(7), true],
    [days(1), hours(48), true],
    [opening(1), hours(24), true],
    [opening(1), days(7), true],
    [hours(144), days(7), false],
    [hours(145), days(7), true],
  ]
  for (const [target, than, looser] of cases)
    assert.equal(isLooser(target, than), looser, JSON.stringify([target, than]))
})

const BELOW: [title: string, kind: Kind, clock: string, change: Partial<ClockDef>, why: string, promised: Length][] = [
  ['a later first response', 'repair', 'firstResponse', { target: hours(48) }, 'looser', hours(24)],
  [
    'later in one case only',
    'repair',
    'firstResponse',
    { cases: [{ when: { field: 'urgency', in: ['3'] }, target: hours(36) }] },
    'looser',
    hours(24),
  ],
  ['feedback answered after more days', 'suggestion', 'result', { target: days(8) }, 'looser', days(7)],
  ['feedback handled after more than 30 days', 'inquiry', 'handled', { target: hours(721) }, 'looser', hours(720)],
  ['a complaint spoken about later', 'complaint', 'contact', { target: hours(25) }, 'looser', hours(24)],
  ['a complaint answered in working days', 'complaint', 'result', { target: days(2) }, 'looser', hours(48)],
  ['a major problem solved later', 'report', 'major', { target: hours(72) }, 'looser', hours(48)],
  ['progress told less often', 'complaint', 'progress', { target: days(2) }, 'looser', days(1)],
  ['a promise made internal', 'praise', 'result', { kind: 'internal' }, 'weaker', days(7)],
  ['one that begins late', 'repair', 'firstResponse', { startOn: { verbs: ['triage'] } }, 'weaker', hours(24)],
  ['one for some only', 'repair', 'firstResponse', { if: { field: 'urgency', in: ['1'] } }, 'weaker', hours(24)],
  ['one at night only', 'repair', 'firstResponse', { rings: true }, 'weaker', hours(24)],
  ['one by another name', 'repair', 'firstResponse', { name: 'answer' }, 'missing', hours(24)],
]
for (const [title, kind, clock, change, why, promised] of BELOW) {
  test(`below the Specification: ${title}`, () => {
    const found = belowSpecification(changed(kind, clock, change))
    assert.deepEqual(
      found.map((one) => [one.floor.clock, one.why, one.floor.target]),
      [[clock, why, promised]],
    )
    const { faults } = validateDefinition(changed(kind, clock, change), { today: '2026-03-02' })
    const code = { looser: 'belowSpecification', weaker: 'promiseWeaker', missing: 'promiseMissing' }[why]
    assert.equal(faults.at(-1)?.code, `definition.${code}`)
  })
}

test('an internal target of one’s own is free', () => {
  assert.deepEqual(belowSpecification(changed('repair', 'onSite', { target: opening(80), cases: [] })), [])
})

test('an exception: a reason and a last day within twelve months, only where it is needed', () => {
  const codes = (target: Length, until?: string) => {
    const exception = until === undefined ? undefined : { reason: '抢修队伍正在组建', until }
    const def = changed('repair', 'firstResponse', { target, exception })
    return validateDefinition(def, { today: '2026-03-02' }).faults.map(({ code }) => code.replace('definition.', ''))
  }
  assert.deepEqual(codes(hours(48)), ['belowSpecification'])
  assert.deepEqual(codes(hours(48), '2026-03-01'), ['exceptionEnded'])
  assert.deepEqual(codes(hours(48), '2026-03-02'), [])
  assert.deepEqual(codes(hours(48), '2027-03-02'), [])
  assert.deepEqual(codes(hours(48), '2027-03-03'), ['exceptionTooLong'])
  assert.deepEqual(codes(hours(24), '2026-06-30'), ['exceptionNeedless'])
})

test('through its last day a looser target governs, from the next on the Specification’s', () => {
  const exception = { reason: '抢修队伍正在组建', until: '2026-03-03' }
  const def = changed('repair', 'firstResponse', { target: hours(48), exception })
  const due = (reported: string) => {
    const taken = openRecord(def, { step: 'report' }, resident, ctx(reported), { requesterId: RESIDENT })
    return taken.ok && taken.clocks.find(({ clock }) => clock.name === 'firstResponse')?.clock.dueAt
  }
  assert.equal(due('2026-03-03 23:59'), at('2026-03-05 23:59'))
  assert.equal(due('2026-03-04 00:00'), at('2026-03-05 00:00'))
})
