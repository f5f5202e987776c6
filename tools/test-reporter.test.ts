import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'sims-reporter-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs one planted test file under the reporter. */
function run(text: string) {
  const file = join(folder, 'planted.test.mjs')
  const counts = join(folder, 'counts.json')
  writeFileSync(file, `import { before, describe, test } from 'node:test'\n${text}\n`)
  writeFileSync(counts, 'null')
  // a runner inside a test would otherwise report to the outer one
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const reporter = [
    '--test-reporter',
    join(import.meta.dirname, 'test-reporter.ts'),
    '--test-reporter-destination',
    'stdout',
  ]
  const { stdout, status } = spawnSync(process.execPath, ['--test', ...reporter, file], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, SIMS_TEST_COUNTS: counts },
  })
  return { stdout, status, counts: JSON.parse(readFileSync(counts, 'utf8')) }
}

test('counts what passed, failed and was left out, and tells the story of a failure', () => {
  const { stdout, status, counts } = run(`
    test('good', () => {})
    describe('suite', () => {
      test('good too', () => {})
      test('bad', () => { throw new Error('the story') })
    })
    test('no data', { skip: 'no data' }, () => {})`)
  assert.deepEqual(counts, { passed: 2, failed: 1, skipped: 1 })
  assert.equal(status, 1)
  assert.match(stdout, /✖ bad \(planted\.test\.mjs:6\)\n {4}Error: the story/)
  assert.match(stdout, /✖ planted\.test\.mjs: 2 passed, 1 failed, 1 skipped \(\d/)
})

const broken: [what: string, text: string][] = [
  ['a file without a test', ''],
  ['a file that cannot be read', 'test('],
  [
    'a suite whose set-up fails',
    `describe('s', () => { before(() => { throw new Error('no') }); test('t', () => {}) })`,
  ],
  ['a suite that fails itself', `describe('s', () => { throw new Error('no') })`],
  ['a failure after the last test', `test('t', () => { setTimeout(() => { throw new Error('late') }, 20) })`],
  ['a file that ends early', 'process.exit(1)'],
]
for (const [what, text] of broken)
  test(`${what} counts as failed`, () => {
    assert.ok(run(text).counts.failed >= 1)
  })
