import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFiltered, readFilters, writeFilters } from './filters.ts'

test('filters survive the address, and what the address gets wrong is left out', () => {
  const address = 'queue=overdue&q=%E6%BC%8F%E6%B0%B4&community=c1&phase=executing&category=leak&customer=k1'
  const filters = readFilters(new URLSearchParams(address))
  assert.equal(filters.q, '漏水')
  assert.equal(writeFilters(filters).toString(), address)
  const wrong = readFilters(new URLSearchParams('queue=nope&phase=nope&q='))
  assert.deepEqual([wrong.queue, wrong.phase, wrong.q], ['new', undefined, undefined])
})

test('the queue alone is no filter', () => {
  assert.equal(isFiltered(readFilters(new URLSearchParams('queue=mine'))), false)
  assert.equal(isFiltered(readFilters(new URLSearchParams('phase=new'))), true)
})
