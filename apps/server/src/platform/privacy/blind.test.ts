import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBlindIndex, type Findable, matches, phoneHash } from './blind.ts'
import { secretsFrom } from './secrets.ts'

const secrets = secretsFrom(Buffer.alloc(32, 3))
const blind = createBlindIndex(secrets)
const org = '018f0000-0000-7000-8000-000000000001'

const PEOPLE: (Findable & { name: string })[] = [
  { name: '张小明', phone: '138 1234 5678' },
  { name: '张小红', phone: '+86 139-8765-4321' },
  { name: '单雄信', phone: '0571-88885678' },
  { name: '欧阳娜娜', phone: '13700001234' },
  { name: '买买提·艾力', phone: null },
  { name: '𠮷田', phone: '+852 9123 4567' },
  { name: 'John Smith', phone: '010-62345678' },
  { name: '王', phone: '13600009999' },
]

/** As the database and its caller do it: rows with every token, then verified in clear. */
function find(query: string, organization = org) {
  const search = blind.searchTokens(organization, query)
  if (!search) return undefined
  return PEOPLE.filter((person) => {
    const tokens = new Set([
      ...blind.nameTokens(org, person.name),
      ...(person.phone ? blind.phoneTokens(org, person.phone) : []),
    ])
    return search.tokens.every((token) => tokens.has(token)) && matches(query, person)
  }).map((person) => person.name)
}

test('a query finds whom it should, and nobody else', () => {
  const cases: Record<string, string[] | undefined> = {
    '13812345678': ['张小明'],
    '+86 138-1234-5678': ['张小明'],
    '１３８１２３４５６７８': ['张小明'],
    '5678': ['张小明', '单雄信', 'John Smith'],
    '345678': ['张小明', 'John Smith'],
    '88885678': ['单雄信'],
    '0571-88885678': ['单雄信'],
    '+85291234567': ['𠮷田'],
    '678': undefined,
    张小: ['张小明', '张小红'],
    小明: ['张小明'],
    张小明: ['张小明'],
    张明: [],
    王: ['王'],
    张: [],
    买买提艾力: ['买买提·艾力'],
    '买买提•艾力': ['买买提·艾力'],
    𠮷田: ['𠮷田'],
    zx: ['张小明', '张小红'],
    ZXM: ['张小明'],
    xm: ['张小明'],
    sxx: ['单雄信'],
    dxx: [],
    oynn: ['欧阳娜娜'],
    mmtal: ['买买提·艾力'],
    smith: ['John Smith'],
    johnsmith: ['John Smith'],
    z: undefined,
    '': undefined,
    '  ': undefined,
  }
  for (const [query, expected] of Object.entries(cases)) assert.deepEqual(find(query), expected, query)
})

test('tokens are 32-bit, few, and of one organization only', () => {
  const tokens = blind.nameTokens(org, '张小明')
  assert.equal(tokens.length, 6) // whole, two bigrams; zx, xm, zxm
  for (const token of tokens) assert.equal(token | 0, token)
  assert.deepEqual(find('张小明', '018f0000-0000-7000-8000-000000000002'), [])
  assert.ok(blind.nameTokens(org, '长'.repeat(5000)).length <= 40 * 4)
  assert.deepEqual(blind.phoneTokens(org, '不知道'), [])
  assert.deepEqual(blind.nameTokens(org, '  '), [])
})

test('a number found for another kind of value has another token', () => {
  const [whole, tail] = blind.phoneTokens(org, '12345') as [number, number]
  assert.notEqual(whole, tail)
  assert.ok(!blind.phoneTokens(org, '13800002345').includes(whole))
})

test('candidates that only collide are thrown out', () => {
  assert.equal(matches('张小明', { name: '李四', phone: '13812345678' }), false)
  assert.equal(matches('13812345678', { name: '李四', phone: null }), false)
  assert.equal(matches('5678', { name: '5678', phone: '13812345679' }), false)
})

test('the hash of a phone is one for all its spellings', () => {
  assert.equal(
    phoneHash(secrets, '+86 138 1234 5678')?.toString('hex'),
    phoneHash(secrets, '13812345678')?.toString('hex'),
  )
  assert.equal(phoneHash(secrets, '13812345678')?.length, 32)
  assert.equal(phoneHash(secrets, 'x'), undefined)
})
