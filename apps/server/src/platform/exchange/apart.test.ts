import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#kernel'
import { readTableApart } from './apart.ts'

async function read(text: string, heapMegabytes?: number) {
  const batches: number[] = []
  for await (const rows of readTableApart(Buffer.from(text), { batch: 2, ...(heapMegabytes ? { heapMegabytes } : {}) }))
    batches.push(rows.length)
  return batches
}

test('rows come in batches, in their order', async () => {
  assert.deepEqual(await read('a,b\n1,2\n3,4\n5,6\n7,8\n'), [2, 2, 1])
})

test('a fault of the file is the same error as without the thread', async () => {
  await assert.rejects(read('a,b\n1,2\n3,"4'), (error) => {
    assert.ok(error instanceof DomainError)
    assert.deepEqual([error.code, error.params], ['exchange.cutOff', { row: 3, column: 'B' }])
    return true
  })
})

test('what fills the memory of the thread is refused, and the process goes on', async () => {
  const heavy = `a\n${'x'.repeat(5_000_000).replaceAll('xxxxx', 'xxxx\n')}`
  await assert.rejects(
    (async () => {
      for await (const rows of readTableApart(Buffer.from(heavy), {
        batch: 2_000_000,
        heapMegabytes: 24,
        limits: { rows: 5_000_000 },
      }))
        assert.fail(`${rows.length} rows were read`)
    })(),
    (error) => error instanceof DomainError && error.code === 'exchange.tooHeavy',
  )
})
