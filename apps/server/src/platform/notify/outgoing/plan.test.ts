import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR } from '#kernel'
import { type Due, planDue } from './plan.ts'
import { quietUntil } from './quiet.ts'

const ZONE = 'Asia/Shanghai'
const local = (text: string) => Date.parse(`${text}+08:00`)
const night = { from: '22:00', to: '08:00' }

test('quiet hours end on the right morning, whether they reach over midnight or not', () => {
  const cases = [
    ['2026-03-02T21:59:59', night, null],
    ['2026-03-02T22:00:00', night, '2026-03-03T08:00:00'],
    ['2026-03-02T23:59:00', night, '2026-03-03T08:00:00'],
    ['2026-03-03T00:00:00', night, '2026-03-03T08:00:00'],
    ['2026-03-03T07:59:59', night, '2026-03-03T08:00:00'],
    ['2026-03-03T08:00:00', night, null],
    ['2026-03-02T13:00:00', { from: '12:30', to: '14:00' }, '2026-03-02T14:00:00'],
    ['2026-03-02T14:00:00', { from: '12:30', to: '14:00' }, null],
    ['2026-03-02T00:30:00', { from: '00:00', to: '06:00' }, '2026-03-02T06:00:00'],
    ['2026-03-02T12:00:00', { from: '09:00', to: '09:00' }, null],
    ['2026-03-02T23:00:00', null, null],
  ] as const
  for (const [now, hours, end] of cases)
    assert.equal(quietUntil(local(now), ZONE, hours), end && local(end), `${now} ${JSON.stringify(hours)}`)
})

test('a zone that changes its clocks keeps the local hour', () => {
  const evening = Date.parse('2026-03-28T23:00:00+01:00')
  assert.equal(quietUntil(evening, 'Europe/Berlin', night), Date.parse('2026-03-29T08:00:00+02:00'))
})

const due = (id: string, more: Partial<Due> = {}): Due => ({
  id,
  accountId: 'a',
  urgent: false,
  state: 'waiting',
  attempts: 0,
  quietHours: night,
  sentToday: 0,
  ...more,
})
const settings = { zone: ZONE, dailyCap: 3 }
const at = (time: string) => local(`2026-03-02T${time}`)

test('at night all wait but what is urgent, and what belongs to nobody who could rest', () => {
  const plans = planDue([due('1'), due('2', { urgent: true }), due('3', { accountId: null })], settings, at('23:00'))
  const until = local('2026-03-03T08:00:00')
  assert.deepEqual(plans, [
    { id: '1', take: 'hold', held: 'quietHours', until },
    { id: '2', take: 'send' },
    { id: '3', take: 'send' },
  ])
  // an attempt that failed in the evening waits for the morning too
  assert.deepEqual(planDue([due('1', { attempts: 2 })], settings, at('23:00'))[0]?.take, 'hold')
})

test('what has waited leaves as one for each person; what was tried before goes alone', () => {
  const waited = { state: 'quiet' } as const
  const plans = planDue(
    [
      due('1', { ...waited, attempts: 1 }),
      due('2', waited),
      due('3', waited),
      due('4', { ...waited, accountId: 'b' }),
      due('5', waited),
      due('6'),
    ],
    { zone: ZONE, dailyCap: null },
    at('08:00'),
  )
  assert.deepEqual(plans, [
    { id: '1', take: 'send' },
    { id: '2', take: 'send' },
    { id: '3', take: 'merge', into: '2' },
    { id: '4', take: 'send' },
    { id: '5', take: 'merge', into: '2' },
    { id: '6', take: 'send' },
  ])
})

test('beyond the daily cap it waits for the next day, each person counted alone, urgent ones not at all', () => {
  const plans = planDue(
    [
      due('1', { sentToday: 2 }),
      due('2', { sentToday: 2 }),
      due('3', { sentToday: 2, urgent: true }),
      due('4', { accountId: 'b' }),
    ],
    settings,
    at('10:00'),
  )
  assert.deepEqual(
    plans.map(({ take }) => take),
    ['send', 'hold', 'send', 'send'],
  )
  assert.deepEqual(plans[1], { id: '2', take: 'hold', held: 'dailyCap', until: local('2026-03-03T00:00:00') })
  assert.equal(at('10:00') + 14 * HOUR, local('2026-03-03T00:00:00'))
})
