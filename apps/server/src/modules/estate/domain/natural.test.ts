import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareNatural } from './natural.ts'

const cases: [string, string[]][] = [
  ['numbers by value', ['1栋', '2栋', '10栋', '11栋']],
  ['rooms', ['101', '102', '1001', '1501']],
  ['Chinese numerals', ['一单元', '二单元', '九单元', '十单元', '十二单元', '二十单元', '一百零三单元']],
  ['letters', ['A座', 'B座', 'C座2', 'C座10']],
  ['full width', ['1栋', '2栋', '12栋']],
  ['garage', ['B1-2', 'B1-10', 'B2-1']],
]
for (const [name, sorted] of cases) {
  test(`places in natural order: ${name}`, () => {
    assert.deepEqual([...sorted].reverse().sort(compareNatural), sorted)
  })
}

test('the order is total: no pair contradicts another', () => {
  const names = cases.flatMap(([, sorted]) => sorted)
  for (const a of names) {
    assert.equal(compareNatural(a, a), 0)
    for (const b of names) assert.equal(Math.sign(compareNatural(a, b)), -Math.sign(compareNatural(b, a)) + 0)
  }
})
