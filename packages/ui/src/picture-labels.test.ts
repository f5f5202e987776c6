import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spread } from './picture-labels.ts'
import { box, LETTER, layOut } from './picture-layout.ts'

const state = (left: number, top: number) => ({
  key: `${left}`,
  phase: 'new',
  names: { 'zh-CN': '', en: '' },
  left,
  top,
})

test('a label with room around it stays', () => {
  const label = { x: 300, y: 200, lines: ['派单'] }
  assert.deepEqual(spread([label], [state(0, 0)], 11), [label])
})

test('of two in one place the second gives way, by no more than it must', () => {
  const label = { x: 300, y: 200, lines: ['取消', '合并'] }
  const [first, second] = spread([label, { ...label, lines: ['挂起'] }], [], 11)
  assert.equal(first?.y, 200)
  assert.equal(second?.y, 200 - LETTER)
})

test('none covers a box, however many there are', () => {
  const boxes = [state(0, 100), state(box.width + box.gapX, 100)]
  const labels = Array.from({ length: 4 }, (_, i) => ({ x: 130, y: 118, lines: [`Work started ${i}`] }))
  const placed = spread(labels, boxes, 11)
  assert.equal(new Set(placed.map(({ y }) => y)).size, 4)
  for (const { y } of placed) assert.ok(y + 11 / 4 <= 100 || y - 11 >= 100 + box.height, `${y}`)
})

test('where there is no room at all it stays', () => {
  const wall = Array.from({ length: 6 }, (_, i) => state(0, i * box.height))
  assert.equal(spread([{ x: 50, y: 120, lines: ['转单'] }], wall, 11)[0]?.y, 120)
})

test('five names between two rows have their room', () => {
  const names = { 'zh-CN': '转为投诉', en: 'Turn into a complaint' }
  const states = ['accepted', 'cancelled'].map((key, y) => ({ key, phase: 'new', names, x: 0, y }))
  const steps = Array.from({ length: 5 }, (_, i) => ({ key: `${i}`, from: ['accepted'], to: 'cancelled', names }))
  const picture = layOut({ states, steps })
  const [arrow] = picture.arrows
  const label = { ...(arrow?.label as { x: number; y: number }), lines: steps.map(() => names.en) }
  const [placed] = spread([label], picture.states, 11)
  const [above, below] = picture.states.map(({ top }) => top) as [number, number]
  assert.ok((placed?.y ?? 0) - 11 >= above + box.height)
  assert.ok((placed?.y ?? 0) + 4 * LETTER + 11 / 4 <= below)
})
