import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, type Problem } from '@sims/contracts/web'
import { type Effect, lost } from './history.ts'
import { outcomeOf, type Sent } from './load.ts'

const command = (more: Partial<Sent> = {}): Sent => ({
  recordId: 'r',
  step: 'report',
  key: 'k',
  description: '漏水',
  outcome: 'acknowledged',
  answer: { id: 'r', version: 1, number: 'BX100001' },
  again: () => Promise.reject(new Error('not here')),
  ...more,
})
const effect = (more: Partial<Effect> = {}): Effect => ({
  entries: 1,
  keys: 1,
  number: 'BX100001',
  description: '漏水',
  ...more,
})
const found = (sent: Sent, e: Effect | undefined) => lost([sent], new Map(e ? [['k', e]] : []), 'was acknowledged')

test('one effect is right; none, two, or another one is not', () => {
  assert.deepEqual(found(command(), effect()), [])
  assert.match(found(command(), undefined)[0] ?? '', /is gone/)
  assert.match(found(command(), effect({ entries: 0 }))[0] ?? '', /is gone/)
  assert.match(found(command(), effect({ entries: 2 }))[0] ?? '', /2 effects/)
  assert.match(found(command(), effect({ keys: 0 }))[0] ?? '', /remembered 0 times/)
  assert.match(found(command(), effect({ description: '漏' }))[0] ?? '', /description differs/)
  assert.match(found(command(), effect({ number: 'BX100002' }))[0] ?? '', /BX100002/)
  assert.deepEqual(
    found(command({ step: 'accept', description: undefined, answer: { id: 'r', version: 2 } }), effect()),
    [],
  )
})

test('only a refusal says that nothing happened', () => {
  const refusal = (status: number) => new ApiError({ status } as Problem)
  assert.equal(outcomeOf(refusal(409)), 'refused')
  assert.equal(outcomeOf(refusal(503)), 'unknown')
  assert.equal(outcomeOf(refusal(500)), 'failed')
  assert.equal(outcomeOf(new TypeError('fetch failed')), 'unknown')
  assert.equal(
    outcomeOf(AbortSignal.timeout(0).reason ?? Object.assign(new Error(), { name: 'TimeoutError' })),
    'failed',
  )
})
