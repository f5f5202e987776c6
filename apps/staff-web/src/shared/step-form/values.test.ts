import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormField } from '@sims/contracts/web'
import dayjs from 'dayjs'
import { toInput } from './values.ts'

const field = (key: string, type: FormField['type']): FormField => ({
  key,
  type,
  required: false,
  names: { 'zh-CN': key, en: key },
})

test('money goes out in whole fen, dates as the server reads them', () => {
  const form = [field('price', 'money'), field('day', 'date'), field('at', 'dateTime')]
  const at = dayjs('2026-05-03T09:30:00Z')
  assert.deepEqual(toInput(form, { price: 19.99, day: at, at }), {
    price: 1999,
    day: at.format('YYYY-MM-DD'),
    at: '2026-05-03T09:30:00.000Z',
  })
})

test('the lines of a quote go out in whole fen; what is missing in one is left to the server to name', () => {
  const lines = [
    { kind: 'labour', name: '检修', quantity: 1, price: 80.1 },
    { kind: 'parts', name: '阀' },
  ]
  assert.deepEqual(toInput([field('items', 'priceItems')], { items: lines }), {
    items: [
      { kind: 'labour', name: '检修', quantity: 1, unitPrice: 8010 },
      { kind: 'parts', name: '阀' },
    ],
  })
})

test('blank fields and fields that the form does not have are left out; false and 0 are not blank', () => {
  const form = [field('a', 'text'), field('b', 'boolean'), field('c', 'number'), field('d', 'photos')]
  assert.deepEqual(toInput(form, { a: '  ', b: false, c: 0, d: [], e: 'x' }), { b: false, c: 0 })
})
