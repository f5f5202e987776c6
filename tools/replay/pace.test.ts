import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { atPace } from './pace.ts'

test('every item is worked on once, by no more clients than chosen', async () => {
  const items = Array.from({ length: 50 }, (_, n) => n)
  const done: number[] = []
  let atOnce = 0
  let most = 0
  await atPace(items, { clients: 4 }, async (item) => {
    most = Math.max(most, ++atOnce)
    await sleep(1)
    atOnce--
    done.push(item)
  })
  assert.deepEqual(
    done.sort((a, b) => a - b),
    items,
  )
  assert.equal(most, 4)
})

test('no item begins before its turn, and a stopped run begins no more', async () => {
  const started = performance.now()
  const begun: number[] = []
  const stopped = () => begun.length >= 3
  await atPace([1, 2, 3, 4, 5], { clients: 2, rate: 50, stopped }, async () => {
    begun.push(performance.now() - started)
  })
  assert.equal(begun.length, 3)
  for (const [turn, at] of begun.entries()) assert.ok(at >= turn * 20 - 2, `${turn} began after ${at} ms`)
})
