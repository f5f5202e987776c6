import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from './text-pieces.ts'

const shown = (text: string, kind: string) => piecesOf(text, 'zh-CN', kind).map((piece) => [piece.text, piece.kind])

test('a preview shows examples, and what cannot be filled in as it is', () => {
  assert.deepEqual(shown('您的{kind}已收到，{due}', 'requestReceived'), [
    ['您的', 'plain'],
    ['报修', 'value'],
    ['已收到，', 'plain'],
    ['{due}', 'unknown'],
  ])
  assert.deepEqual(shown('{due}', 'clockWarned'), [['3月3日 09:00', 'value']])
  assert.deepEqual(shown('｛number｝', 'clockWarned'), [['｛number｝', 'unknown']])
  assert.deepEqual(shown('', 'clockWarned'), [])
})
