import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorTextFaults } from './error-texts.ts'

const good = { 'zh-CN': '没有找到 {what}。', en: 'No {what} found.' }
const source = (text: string) => new Map([['apps/server/src/a.ts', text]])

test('a code raised with both texts passes, in a condition or a table too', () => {
  const text = `throw new DomainError(late ? 'a.late' : ('a.early'), {})\nexport const guards = { x: 'a.table' }`
  assert.deepEqual(errorTextFaults({ 'a.late': good, 'a.early': good, 'a.table': good }, source(text)), [])
})

test('a code raised without a text, and a text raised nowhere', () => {
  const faults = errorTextFaults({ 'a.gone': good }, source(`throw new kernel.DomainError('a.unknown')`))
  assert.deepEqual(faults, [
    'apps/server/src/a.ts: a.unknown is raised and stands in no catalogue',
    'a.gone stands in the catalogue and is raised nowhere',
  ])
})

test('a missing language, a text in the wrong one, other params', () => {
  const catalogue = {
    'a.a': { en: 'Text' },
    'a.b': { 'zh-CN': '文字', en: '文字' },
    'a.c': { 'zh-CN': '文字 {count}', en: 'Text {number}' },
  }
  assert.deepEqual(errorTextFaults(catalogue, source(`['a.a', 'a.b', 'a.c']`)), [
    'a.a has no Chinese text',
    'a.b has no English text',
    'a.c: the two texts name different params',
  ])
})
