import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '@sims/contracts/web'
import { fieldFaults, lastPart } from './problem.ts'

test('a fault is found by the name of its field, whatever it lies in', () => {
  assert.equal(lastPart('input.reason'), 'reason')
  assert.equal(lastPart('/caller/phone'), 'phone')
  assert.equal(lastPart('grants.0'), 'grants')
  assert.equal(lastPart(''), '')
})

test('field faults of a refusal, and none of anything else', () => {
  const problem = { type: '', title: '', status: 400, code: 'http.invalid', detail: '', requestId: '' }
  const error = new ApiError({ ...problem, fields: [{ path: 'caller.phone', code: 'c', message: '格式不正确。' }] })
  assert.deepEqual(fieldFaults(error), { phone: '格式不正确。' })
  assert.deepEqual(fieldFaults(new TypeError('offline')), {})
})
