import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, ctx, local } from '../../../kernel/testing/context.ts'
import { difference, gapsOf, overlaps, repeated, shiftOf, type Turn } from './shifts.ts'

const turn = (more: Partial<Turn> = {}): Turn => ({
  date: '2026-03-02',
  from: '20:00',
  to: '08:00',
  post: 'serviceDesk',
  order: 1,
  staffId: 'a',
  ...more,
})
const shift = (more: Partial<Turn> = {}) => shiftOf(turn(more), ctx.zone)

test('a turn may cross midnight; equal times are a day and a night', () => {
  assert.equal(local(shift().endsAt), '2026-03-03 08:00')
  assert.equal(local(shift({ from: '08:00', to: '20:00' }).endsAt), '2026-03-02 20:00')
  assert.equal(local(shift({ from: '08:00', to: '08:00' }).endsAt), '2026-03-03 08:00')
})

test('nobody is on two turns at once; turns that touch are fine', () => {
  assert.deepEqual(overlaps([shift(), shift({ date: '2026-03-03', from: '08:00', to: '20:00' })], []), [])
  const [fault] = overlaps([shift(), shift({ date: '2026-03-03', from: '07:59', to: '20:00' })], [])
  assert.deepEqual([fault?.index, fault?.taken.date, fault?.taken.to], [1, '2026-03-02', '08:00'])
  assert.equal(
    overlaps([shift()], [shift({ post: 'manager' })]).length,
    1,
    'another post, another roster: the same person',
  )
  assert.deepEqual(overlaps([shift()], [shift({ staffId: 'b' })]), [])
})

test('gaps are the off-duty times without anybody: nights, and the whole of a day off', () => {
  const week = { from: '2026-03-06', to: '2026-03-07' } // Friday, Saturday; duty hours 08:00-20:00
  const night = shift({ date: '2026-03-06' })
  const seen = gapsOf(week, [shift({ date: '2026-03-05' }), night], ctx).filter(({ post }) => post === 'serviceDesk')
  assert.deepEqual(
    seen.map((gap) => [local(gap.from), local(gap.to)]),
    [['2026-03-07 08:00', '2026-03-08 00:00']],
  )
  assert.equal(gapsOf({ from: '2026-03-06', to: '2026-03-06' }, [], ctx).length, 4)
})

test('a week moves by whole days; four weeks fill a month, everybody on their weekdays', () => {
  const [moved] = repeated([turn()], '2026-03-02', 7, { to: '2026-03-30', days: 7 })
  assert.equal(moved?.date, '2026-03-30')
  assert.equal(at('2026-03-30 20:00'), shiftOf(moved as Turn, ctx.zone).startsAt)
  // 1 October 2026 is a Thursday; the four weeks before begin on Thursday 3 September
  const pattern = [turn({ date: '2026-09-03' }), turn({ date: '2026-09-30', staffId: 'b' })]
  assert.deepEqual(
    repeated(pattern, '2026-09-03', 28, { to: '2026-10-01', days: 31 }).map(({ date, staffId }) => [date, staffId]),
    [
      ['2026-10-01', 'a'],
      ['2026-10-28', 'b'],
      ['2026-10-29', 'a'],
    ],
  )
})

test('a difference names what goes and what comes', () => {
  const stays = turn({ date: '2026-03-03' })
  assert.deepEqual(difference([turn(), stays], [{ ...stays }, turn({ to: '07:00' })]), {
    removed: [turn()],
    added: [turn({ to: '07:00' })],
  })
})
