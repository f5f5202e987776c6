import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError, newId } from '#kernel'
import { pageOf, readCursor } from './paging.ts'

test('the cursor of a page names its last row', () => {
  const rows = [1, 2, 3].map((n) => ({ at: new Date(n * 1000), id: newId() }))
  const key = (row: (typeof rows)[number]) => row
  const { items, nextCursor } = pageOf(rows, 2, key, (row) => row.id)
  assert.deepEqual(items, [rows[0]?.id, rows[1]?.id])
  assert.deepEqual(readCursor(nextCursor ?? undefined), rows[1])
  assert.equal(pageOf(rows, 3, key, (row) => row.id).nextCursor, null)
  assert.equal(readCursor(undefined), null)
})

test('a cursor that no page gave is refused, also where a database would stumble over it', () => {
  const id = newId()
  const forged = [
    '',
    'x',
    `x|${id}`,
    `NaN|${id}`,
    `-1|${id}`,
    `8640000000000000|${id}`,
    `1|${'-'.repeat(36)}`,
    `1|${id}0`,
  ]
  for (const text of forged) {
    const cursor = Buffer.from(text).toString('base64url') || '😀'
    assert.throws(
      () => readCursor(cursor),
      (error: DomainError) => error instanceof DomainError && error.fields?.[0]?.path === 'cursor',
      text,
    )
  }
})
