import assert from 'node:assert/strict'
import { test } from 'node:test'
import { box, layOut, linesOf, type Picture } from './picture-layout.ts'

const names = (text: string) => ({ 'zh-CN': text, en: text })
const picture: Picture = {
  states: [
    { key: 'received', phase: 'new', names: names('待受理'), x: 0, y: 0 },
    { key: 'working', phase: 'executing', names: names('处理中'), x: 30, y: 0 },
    { key: 'settled', phase: 'settled', names: names('已办结'), x: 70, y: 0 },
    { key: 'cancelled', phase: 'cancelled', names: names('已取消'), x: 30, y: 9 },
  ],
  steps: [
    { key: 'report', from: [], to: 'received', names: names('报修') },
    { key: 'start', from: ['received'], to: 'working', names: names('开工') },
    { key: 'urge', from: ['working'], to: 'working', names: names('催单') },
    { key: 'settle', from: ['working', 'received'], to: 'settled', names: names('办结') },
    { key: 'withdraw', from: ['received'], to: 'cancelled', names: names('撤回') },
    { key: 'cancel', from: ['received'], to: 'cancelled', names: names('取消') },
    { key: 'lost', from: ['nowhere'], to: 'settled', names: names('?') },
  ],
}

test('x and y order the boxes in columns and rows, whatever their distances', () => {
  const { states } = layOut(picture)
  const column = (key: string) =>
    ((states.find((one) => one.key === key)?.left ?? 0) - box.margin) / (box.width + box.gapX)
  assert.deepEqual(['received', 'working', 'settled', 'cancelled'].map(column), [0, 1, 2, 1])
  const tops = new Set(states.map((state) => state.top))
  assert.equal(tops.size, 2)
})

test('one arrow per pair of boxes, with all its steps; none for what stays or begins', () => {
  const arrows = layOut(picture).arrows.map((one) => `${one.from}→${one.to}: ${one.names.map((name) => name.en)}`)
  assert.deepEqual(arrows, [
    'received→working: 开工',
    'working→settled: 办结',
    'received→settled: 办结',
    'received→cancelled: 撤回,取消',
  ])
})

test('a beginning and a step that stays have an arrow when they are marked', () => {
  const { arrows } = layOut(picture, new Set(['report', 'urge', 'settle']))
  const added = arrows.filter(({ from, to }) => from === '' || from === to)
  assert.deepEqual(
    added.map(({ from, to, steps }) => [from, to, steps]),
    [
      ['', 'received', ['report']],
      ['working', 'working', ['urge']],
    ],
  )
  const stays = { key: 'note', from: ['settled'], to: null, names: names('备注') }
  const last = layOut({ ...picture, steps: [stays] }, new Set(['note'])).arrows
  assert.deepEqual(
    last.map(({ from, to }) => [from, to]),
    [['settled', 'settled']],
  )
  assert.deepEqual(layOut({ ...picture, steps: [stays] }).arrows, [])
  const astray = layOut({ ...picture, steps: [{ ...stays, to: 'mars' }] }, new Set(['note'])).arrows
  assert.deepEqual(astray, last)
})

test('everything lies within the picture', () => {
  const { arrows, states, width, height } = layOut(picture, new Set(['report', 'urge']))
  for (const state of states) assert.ok(state.left + box.width <= width && state.top + box.height <= height)
  for (const { path, label } of arrows) {
    assert.ok(!path.includes('NaN'), path)
    assert.ok(label.x > 0 && label.x < width && label.y > 0 && label.y < height, path)
  }
})

test('a long name breaks in two, at a blank where there is one', () => {
  assert.deepEqual(linesOf('已完工待评价', 13), ['已完工待评价'])
  assert.deepEqual(linesOf('Done, waiting to be rated', 13), ['Done, waiting', 'to be rated'])
  assert.deepEqual(linesOf('已完工等待业主评价', 13), ['已完工等待', '业主评价'])
})

test('the widest arc and its name lie inside the picture', () => {
  const states = Array.from({ length: 9 }, (_, x) => ({ key: `s${x}`, phase: 'new', names: names('状态'), x, y: 0 }))
  const { arrows, height } = layOut({
    states,
    steps: [
      { key: 'on', from: ['s0'], to: 's8', names: names('直达') },
      { key: 'back', from: ['s8'], to: 's0', names: names('返回') },
    ],
  })
  for (const { path, label } of arrows) {
    const [, edge, , bow] = path.match(/-?[\d.]+/g)?.map(Number) ?? []
    const top = ((edge as number) + 3 * (bow as number)) / 4
    assert.ok(top > 0 && top < height, `${top} of ${height}`)
    assert.ok(label.y > 12 && label.y < height - 4, `label at ${label.y} of ${height}`)
  }
})
