import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDateFormat, localTimeOf, localTimeOfSerial, momentOfLocal } from './dates.ts'

const read = (text: string) => {
  const at = localTimeOf({ kind: 'text', text })
  return at && `${at.local} ${at.precision}`
}

test('texts with the year first are read with their precision', () => {
  for (const [text, expected] of [
    ['2019/1/13 9:05:12', '2019-01-13T09:05:12 second'],
    [' 2020-01-13\n', '2020-01-13T00:00:00 day'],
    ['2019.1.13 9:05', '2019-01-13T09:05:00 minute'],
    ['2019年1月13日', '2019-01-13T00:00:00 day'],
    ['2019年1月13日9时5分', '2019-01-13T09:05:00 minute'],
    ['2019年1月13日 9时5分7秒', '2019-01-13T09:05:07 second'],
    ['2019-12-31T23:59:11.000', '2019-12-31T23:59:11 second'],
    ['2020/2/29 0:00', '2020-02-29T00:00:00 minute'],
  ] as const)
    assert.equal(read(text), expected, text)
})

test('what is no day, or can be read in two ways, is not guessed', () => {
  for (const text of [
    ...[
      '',
      '13/1/2019',
      '20190113',
      '2019',
      '2019/2/29',
      '2019/13/1',
      '2019/0/1',
      '2019-1/2',
      '2019/1/13日',
      '2019年1月13',
    ],
    ...['2019/1/139:05', '2019/1/13 24:00', '2019/1/13 9:60', '2019/1/13 9:05:12 PM', '2019-01-13T09:05:12Z'],
    ...['2019-01-13T09:05:12+08:00', '2019/1/13 9', '2019/1/13 x'],
  ])
    assert.equal(read(text), undefined, text)
  assert.equal(localTimeOf({ kind: 'number', number: 43_478 }), undefined)
  assert.equal(localTimeOf(undefined), undefined)
})

test('date cells have the precision that their format shows', () => {
  const midnight = Date.UTC(2019, 0, 13)
  assert.equal(localTimeOfSerial(midnight, 'yyyy/m/d')?.precision, 'day')
  assert.equal(localTimeOfSerial(midnight, 'yyyy/m/d h:mm')?.precision, 'minute')
  // 42894.730092592603 as the reader turns it into milliseconds
  assert.deepEqual(localTimeOfSerial(Date.UTC(2017, 5, 8, 17, 31, 20) + 1, 'yyyy/m/d h:mm'), {
    local: '2017-06-08T17:31:20',
    precision: 'second',
  })
  assert.equal(localTimeOfSerial(Number.NaN, 'yyyy'), undefined)
  assert.equal(localTimeOfSerial(Date.UTC(12_000, 0, 1), 'yyyy'), undefined)
  assert.equal(isDateFormat('[Red]"days" 0.00'), false)
  assert.equal(isDateFormat('yyyy"年"m"月"d"日"'), true)
  assert.equal(isDateFormat('General'), false)
})

test('a local time becomes a moment of its zone', () => {
  const at = { local: '2019-01-13T09:05:12', precision: 'second' } as const
  assert.equal(momentOfLocal(at, 'Asia/Shanghai'), Date.UTC(2019, 0, 13, 1, 5, 12))
})
