import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from './options.ts'

test('a file alone is enough', () => {
  const options = readOptions(['a.xlsx'], undefined)
  assert.equal(options?.file, 'a.xlsx')
  assert.equal(options?.clients, 4)
  assert.equal(options?.limit, Number.POSITIVE_INFINITY)
  assert.equal(readOptions(['--help'], undefined), undefined)
})

test('numbers are numbers, and a server of somebody needs its logins and a place to count', () => {
  const refused = (args: string[], why: RegExp, databaseUrl?: string) =>
    assert.throws(() => readOptions(args, databaseUrl), why)
  refused([], /name one workbook/)
  refused(['a.xlsx', 'b.xlsx'], /name one workbook/)
  refused(['a.xlsx', '--limit', '1.5'], /--limit must be a whole number above 0, not "1.5"/)
  refused(['a.xlsx', '--rate', '0'], /--rate/)
  refused(['a.xlsx', '--url', 'http://x'], /--logins/)
  refused(['a.xlsx', '--url', 'http://x', '--logins', 'l'], /--data-dir/)
  refused(['a.xlsx', '--logins', 'l'], /--data-dir/)
  refused(['a.xlsx', '--speed', '1'], /--speed/)
  const options = readOptions(['a.xlsx', '--url', 'http://x/', '--logins', 'l', '--rate', '2.5'], 'postgres://y')
  assert.equal(options?.url, 'http://x')
  assert.equal(options?.rate, 2.5)
})
