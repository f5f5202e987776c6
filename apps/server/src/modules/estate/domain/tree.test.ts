import assert from 'node:assert/strict'
import { test } from 'node:test'
import { area, building, numbered } from './buildings.ts'
import { flatten } from './tree.ts'

const counter = () => {
  let n = 0
  return () => String(n++)
}

test('premises are called as people say them', () => {
  const rows = flatten([building({ name: '3栋', entrances: 2, floors: 15, perFloor: 4 })], counter())
  assert.equal(rows.length, 1 + 2 + 2 * 15 * 4)
  const home = rows.find((row) => row.fullName === '3栋2单元1501')
  assert.equal(home?.name, '1501')
  assert.equal(home?.premisesKind, 'home')
  assert.equal(rows.find((row) => row.id === home?.parentId)?.fullName, '3栋2单元')
})

test('an office tower has no entrances', () => {
  const rows = flatten(
    [building({ name: 'A座', entrances: 0, floors: 2, perFloor: 3, premisesKind: 'office' })],
    counter(),
  )
  assert.deepEqual(
    rows.map((row) => row.fullName),
    ['A座', 'A座101', 'A座102', 'A座103', 'A座201', 'A座202', 'A座203'],
  )
})

test('siblings are ordered by kind, then naturally', () => {
  const roots = [
    area('东门'),
    building({ name: '10栋', entrances: 1, floors: 1, perFloor: 1 }),
    building({ name: '2栋', entrances: 1, floors: 1, perFloor: 1, areas: ['电梯厅'] }),
  ]
  const rows = flatten(roots, counter())
  assert.deepEqual(
    rows.filter((row) => row.parentId === null).map((row) => [row.name, row.position]),
    [
      ['2栋', 0],
      ['10栋', 1],
      ['东门', 2],
    ],
  )
  assert.ok(rows.some((row) => row.fullName === '2栋1单元电梯厅' && row.kind === 'area'))
})

test('a full name of its own wins over the path', () => {
  const spaces = numbered(
    'parkingSpace',
    2,
    (n) => `B1-00${n}`,
    (n) => `地下车库B1-00${n}车位`,
  )
  const rows = flatten([{ kind: 'building', name: '地下车库', children: spaces }], counter())
  assert.deepEqual(
    rows.slice(1).map((row) => row.fullName),
    ['地下车库B1-001车位', '地下车库B1-002车位'],
  )
})
