import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, ctx, local } from '../../../kernel/testing/context.ts'
import { gapsOf, movedTo, overlaps, ringOrder, shiftOf, type Turn } from './shifts.ts'

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
  assert.deepEqual(fault, {
    path: 'shifts.1.staffId',
    code: 'duty.overlap',
    params: { date: '2026-03-02', from: '20:00', to: '08:00' },
  })
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

test('a week moves by whole days', () => {
  const [moved] = movedTo([turn()], '2026-03-02', '2026-03-30')
  assert.equal(moved?.date, '2026-03-30')
  assert.equal(at('2026-03-30 20:00'), shiftOf(moved as Turn, ctx.zone).startsAt)
})

test('a record calls its post by order, managers last, nobody twice', () => {
  const on = (post: Turn['post'], order: number, staffId: string) => ({ post, order, staffId })
  const all = [
    on('manager', 1, 'm'),
    on('serviceDesk', 2, 'b'),
    on('engineering', 1, 'e'),
    on('serviceDesk', 1, 'a'),
    on('serviceDesk', 1, 'c'),
    on('manager', 2, 'b'),
  ]
  assert.deepEqual(ringOrder(all, 'serviceRequest'), [['a', 'c'], ['b'], ['m']])
  assert.deepEqual(ringOrder(all, 'workOrder'), [['e'], ['m'], ['b']])
  assert.deepEqual(ringOrder([], 'workOrder'), [])
})
