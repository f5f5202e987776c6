import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMobile, normalizePhone, parsePhone } from './phone.ts'

test('numbers as people write them', () => {
  const cases: Record<string, string | undefined> = {
    '13812345678': '13812345678',
    ' 138 1234 5678 ': '13812345678',
    '138-1234-5678': '13812345678',
    '１３８１２３４５６７８': '13812345678',
    '+86 13812345678': '13812345678',
    '+8613812345678': '13812345678',
    '008613812345678': '13812345678',
    '8613812345678': '13812345678',
    '(+86)138 1234 5678': '13812345678',
    '013812345678': '13812345678',
    '010-62345678': '01062345678',
    '+86 10 6234 5678': '01062345678',
    '86-571-88881234': '057188881234',
    '（0571）88881234': '057188881234',
    '0571—88881234转801': '057188881234',
    '0571-88881234-801': '057188881234',
    '62345678 ext. 12': '62345678',
    '400-812-3456': '4008123456',
    '95598': '95598',
    '12345': '12345',
    '110': '110',
    '+852 9123 4567': '+85291234567',
    '0085291234567': '+85291234567',
    '1381234567': undefined,
    '138123456789': undefined,
    '12812345678': undefined,
    '13812345678a': undefined,
    张三: undefined,
    '': undefined,
  }
  for (const [text, expected] of Object.entries(cases)) assert.equal(normalizePhone(text), expected, text)
})

test('kinds, area codes and extensions', () => {
  assert.deepEqual(parsePhone('0571-88881234-801'), {
    kind: 'landline',
    number: '057188881234',
    areaCode: '0571',
    extension: '801',
  })
  assert.equal(parsePhone('02062345678')?.areaCode, '020')
  assert.equal(isMobile('+86 138-1234-5678'), true)
  assert.equal(isMobile('010-62345678'), false)
  assert.equal(isMobile(''), false)
})
