import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIELD_TYPES } from '@sims/contracts'
import type { FieldDef } from './definition.ts'
import { checkForm } from './form.ts'

const n = { 'zh-CN': '名', en: 'name' }
const ID = '01900000-0000-7000-8000-000000000001'
const options = [
  { value: 'a', names: n, mandatory: true },
  { value: 'b', names: n },
]

/** Per type: params, values that pass, and values that do not, with their code. */
const CASES: Record<FieldDef['type'], [FieldDef['params'], unknown[], [unknown, string][]]> = {
  text: [
    { max: 3 },
    ['水', '👩‍'],
    [
      ['水管爆裂', 'fields.tooLong'],
      [5, 'fields.type'],
      ['a\u0000', 'fields.nul'],
      ['\ud800', 'fields.surrogate'],
    ],
  ],
  longText: [
    {},
    ['x'.repeat(4000), '𠮷\n行'],
    [
      ['x'.repeat(4001), 'fields.tooLong'],
      [{}, 'fields.type'],
    ],
  ],
  number: [
    { min: 1, max: 3, integer: true },
    [1, 3],
    [
      [0, 'fields.tooShort'],
      [4, 'fields.tooLong'],
      [1.5, 'fields.type'],
      ['2', 'fields.type'],
      [Number.NaN, 'fields.type'],
    ],
  ],
  request: [
    {},
    ['BX100234'],
    [
      [100234, 'fields.type'],
      ['BX1002340000000000000', 'fields.tooLong'],
    ],
  ],
  money: [
    {},
    [0, 12_50],
    [
      [-1, 'fields.tooShort'],
      [12.5, 'fields.type'],
      [2 ** 53, 'fields.type'],
    ],
  ],
  date: [
    {},
    ['2026-02-28'],
    [
      ['2026-02-29', 'fields.format'],
      ['28.2.2026', 'fields.format'],
      [1, 'fields.type'],
    ],
  ],
  dateTime: [
    {},
    ['2026-02-28T10:00:00+08:00'],
    [
      ['2026-02-28T10:00:00', 'fields.format'],
      [1, 'fields.type'],
    ],
  ],
  choice: [
    {},
    ['a', 'b'],
    [
      ['c', 'fields.choice'],
      [['a'], 'fields.choice'],
      ['__proto__', 'fields.choice'],
    ],
  ],
  person: [
    {},
    [ID],
    [
      ['x', 'fields.format'],
      [1, 'fields.format'],
    ],
  ],
  team: [{}, [ID], [['x', 'fields.format']]],
  place: [{}, [ID], [['x', 'fields.format']]],
  signature: [{}, [ID], [['x', 'fields.format']]],
  checklist: [
    {},
    [['a'], ['b', 'a']],
    [
      [['b'], 'fields.checklistOpen'],
      [['a', 'a'], 'fields.type'],
      [['a', 'z'], 'fields.choice'],
      ['a', 'fields.type'],
    ],
  ],
  photos: [
    { min: 1, max: 1 },
    [[ID]],
    [
      [[], 'fields.photosNeeded'],
      [[ID, ID.replace('1', '2')], 'fields.tooLong'],
      [['x'], 'fields.format'],
      [[ID, ID], 'fields.type'],
    ],
  ],
  rating: [
    {},
    [1, 5],
    [
      [0, 'fields.tooShort'],
      [6, 'fields.tooLong'],
      [4.5, 'fields.type'],
      ['5', 'fields.type'],
    ],
  ],
  boolean: [
    {},
    [true, false],
    [
      ['true', 'fields.type'],
      [0, 'fields.type'],
    ],
  ],
  priceItems: [
    {},
    [[{ kind: 'parts', name: '三角阀', quantity: 2, unitPrice: 3500 }]],
    [
      [[], 'fields.priceItems'],
      ['80', 'fields.priceItems'],
      [[{ kind: 'parts', name: ' ', quantity: 1, unitPrice: 1 }], 'fields.priceItems'],
      [[{ kind: 'parts', name: '阀', quantity: 0, unitPrice: 1 }], 'fields.priceItems'],
      [[{ kind: 'parts', name: '阀', quantity: 1, unitPrice: 1.5 }], 'fields.priceItems'],
      [[{ kind: 'parts', name: '阀', quantity: 1, unitPrice: -1 }], 'fields.priceItems'],
      [[{ kind: 'gift', name: '阀', quantity: 1, unitPrice: 1 }], 'fields.priceItems'],
      [[{ kind: 'parts', name: '阀', quantity: 1, unitPrice: 1, discount: 1 }], 'fields.priceItems'],
      [[{ kind: 'parts', name: '阀', quantity: 2, unitPrice: 60_000_000 }], 'fields.priceItems'],
    ],
  ],
  parts: [
    {},
    [
      [],
      [{ name: '角阀', unit: '个', quantity: 2, unitPrice: 2800, payer: 'customer' }],
      [{ partId: ID, name: '水管', unit: '米', quantity: 2.55, unitPrice: 0, payer: 'company' }],
    ],
    [
      ['角阀', 'fields.parts'],
      [[{ name: ' ', unit: '个', quantity: 1, unitPrice: 1, payer: 'company' }], 'fields.parts'],
      [[{ name: '阀', unit: '个', quantity: 0, unitPrice: 1, payer: 'company' }], 'fields.parts'],
      [[{ name: '阀', unit: '个', quantity: 1.005, unitPrice: 1, payer: 'company' }], 'fields.parts'],
      [[{ name: '阀', unit: '个', quantity: 1, unitPrice: 1, payer: 'nobody' }], 'fields.parts'],
    ],
  ],
  quote: [
    {},
    [ID],
    [
      ['Q1', 'fields.format'],
      [1, 'fields.format'],
    ],
  ],
}

for (const type of FIELD_TYPES) {
  test(`a field of type ${type}`, () => {
    const [params, good, bad] = CASES[type]
    const field: FieldDef = { key: 'f', type, required: true, names: n, options, ...(params ? { params } : {}) }
    for (const value of good)
      assert.deepEqual(checkForm([field], { f: value }, {}), { values: { f: value }, faults: [] })
    for (const [value, code] of bad) {
      const { values, faults } = checkForm([field], { f: value }, {})
      assert.deepEqual([values, faults.map((x) => x.code)], [{}, [code]], JSON.stringify(value))
    }
    for (const empty of [undefined, null, ' ']) {
      assert.deepEqual(checkForm([field], { f: empty }, {}).faults, [
        { path: 'f', code: type === 'photos' ? 'fields.photosNeeded' : 'fields.required' },
      ])
    }
    const optional = { ...field, required: false, options: [] }
    assert.deepEqual(checkForm([optional], {}, {}), { values: {}, faults: [] })
  })
}

test('a day that must lie ahead is today at the earliest', () => {
  const field: FieldDef = { key: 'on', type: 'date', required: true, names: n, params: { future: true } }
  const codes = (on: string) => checkForm([field], { on }, {}, '2026-03-10').faults.map(({ code }) => code)
  assert.deepEqual(codes('2026-03-10'), [])
  assert.deepEqual(codes('2027-01-01'), [])
  assert.deepEqual(codes('2026-03-09'), ['fields.past'])
  assert.deepEqual(codes('soon'), ['fields.format'])
})

test('a field that does not apply to the record is not part of its form', () => {
  const field: FieldDef = {
    key: 'charge',
    type: 'money',
    required: true,
    names: n,
    if: { field: 'price', in: ['agreed'] },
  }
  const codes = (input: object, price?: 'agreed' | 'free') =>
    checkForm([field], input, price ? { facts: { price } } : {}).faults.map(({ code }) => code)
  assert.deepEqual(codes({}, 'agreed'), ['fields.required'])
  assert.deepEqual(codes({ charge: 1 }, 'agreed'), [])
  for (const other of ['free', undefined] as const) {
    assert.deepEqual(codes({}, other), [])
    assert.deepEqual(codes({ charge: 1 }, other), ['fields.unknown'])
  }
})

test('a form is an object; unknown fields and inherited names are refused', () => {
  for (const bad of [[], 'x', 5, true]) assert.equal(checkForm([], bad, {}).faults[0]?.code, 'fields.type')
  assert.deepEqual(checkForm([], undefined, {}).faults, [])
  assert.deepEqual(
    checkForm([], JSON.parse('{"__proto__":1,"x":2}'), {}).faults.map((f) => f.path),
    ['__proto__', 'x'],
  )
  const field: FieldDef = { key: 'constructor', type: 'text', required: true, names: n }
  assert.equal(checkForm([field], {}, {}).faults[0]?.code, 'fields.required')
})

test('a field may depend on another one of the same form, and be required by what the record says', () => {
  const names = { 'zh-CN': '项', en: 'field' }
  const fields: FieldDef[] = [
    {
      key: 'way',
      type: 'choice',
      required: true,
      names,
      options: [
        { value: 'code', names },
        { value: 'none', names },
      ],
    },
    { key: 'code', type: 'text', required: true, names, if: { field: 'way', in: ['code'] } },
    { key: 'photos', type: 'photos', required: false, names, requiredIf: { field: 'rule', in: ['both'] } },
  ]
  const codes = (input: unknown, rule = 'none') =>
    checkForm(fields, input, { facts: { rule } }).faults.map(({ path, code }) => `${path} ${code}`)
  assert.deepEqual(codes({ way: 'none' }), [])
  assert.deepEqual(codes({ way: 'code' }), ['code fields.required'])
  assert.deepEqual(codes({ way: 'none', code: '123' }), ['code fields.unknown'])
  assert.deepEqual(codes({ way: 'none' }, 'both'), ['photos fields.photosNeeded'])
  assert.deepEqual(codes({ way: 'none', photos: [] }, 'both'), ['photos fields.photosNeeded'])
})
