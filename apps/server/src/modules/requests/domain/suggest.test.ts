import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rankAlike, weigh } from './alike.ts'
import { priorityOf } from './priority.ts'
import { safetyWords, suggestCategories, suggestPriority } from './suggest.ts'

const category = (key: string, name: string) => ({ key, names: [name], defaultUrgency: 2, defaultImpact: 3 })
const offered = [category('lift', '电梯故障'), category('waterLeak', '给排水漏水'), category('pets', '宠物')]

test('words choose the category and are the reason', () => {
  const [first] = suggestCategories('2栋电梯又停了', offered)
  assert.equal(first?.category.key, 'lift')
  assert.deepEqual(first?.words, ['电梯'])
  assert.equal(suggestCategories('邻居的宠物很吵', offered)[0]?.category.key, 'pets', 'a category of its own by name')
  assert.deepEqual(suggestCategories('你好', offered), [])
})

test('a safety word is found whatever stands around it', () => {
  assert.deepEqual(safetyWords('一单元电梯困人'), ['困人'])
  assert.deepEqual(safetyWords('灯不亮'), [])
})

test('adding words never lowers what a text suggests, and no text goes below its category', () => {
  const words = ['困人', '燃气泄漏', '漏电', '没有', '不', '灯不亮', '谢谢', '坠落']
  const some = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 }))).map((list) => list.join(''))
  const level = fc.integer({ min: 1, max: 3 })
  const row = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 })
  const matrix = fc.array(row, { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(some, some, level, level, matrix, (text, more, defaultUrgency, defaultImpact, cells) => {
      const start = { defaultUrgency, defaultImpact }
      const before = suggestPriority(text, start, cells)
      const after = suggestPriority(text + more, start, cells)
      assert.ok(before.urgency <= defaultUrgency && before.priority <= priorityOf(cells, defaultUrgency, defaultImpact))
      if (before.words.length > 0) assert.ok(after.urgency <= before.urgency && after.priority <= before.priority)
    }),
  )
})

test('text decides who is alike; place, time and an open record decide the order', () => {
  const record = (id: string, grams: number[], near: number, open = true) => ({ id, grams, at: 0, near, open })
  const all = [record('far', [1, 2, 3], 0), record('here', [1, 2, 3], 1), record('other', [8, 9], 1)]
  const rank = (context: boolean) => rankAlike([1, 2, 3], 0, all, weigh(all), { context, most: 5 }).map(({ id }) => id)
  assert.deepEqual(rank(true), ['here', 'far'])
  assert.deepEqual(rank(false), ['far', 'here'])
})
