/**
 * `npm test`: does its own set-up, runs the checks, the tests of apps/, packages/, tools/ and bench/, then the
 * journeys of e2e/ one after the other, and ends with the line `N passed, N failed` (`, N skipped`).
 *
 * `npm test -- requests` runs only the test files whose path contains the word, without the checks;
 * `--no-e2e` leaves the journeys out.
 */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startTestCluster, type TestCluster } from '../apps/server/src/platform/postgres/testing.ts'
import { repositoryFiles } from './architecture/files.ts'
import { runChecks } from './check.ts'
import type { Counts } from './test-reporter.ts'

const root = resolve(import.meta.dirname, '..')
const minutes = 60_000

const { values, positionals } = parseArgs({
  options: { 'no-e2e': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const chosen = (path: string) => positionals.length === 0 || positionals.some((word) => path.includes(word))
const files = repositoryFiles(root).filter((path) => /\.test\.tsx?$/.test(path) && chosen(path))
const units = files.filter((path) => /^(?:apps|packages|tools|bench)\//.test(path))
const journeys = values['no-e2e'] ? [] : files.filter((path) => path.startsWith('e2e/'))

// Browsers, databases and uploads of this run live in a folder of its own: nothing of another run is met or left.
const folder = mkdtempSync(join(tmpdir(), 'sims-test-run-'))
// some tests act as an ordinary user, who must be able to pass through
chmodSync(folder, 0o711)
process.env.TMPDIR = folder
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const running = new Set<ReturnType<typeof spawn>>()
let cluster: TestCluster | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    for (const child of running) child.kill(signal)
    await cluster?.stop()
    process.exit(1)
  })

const sum: Counts = { passed: 0, failed: 0, skipped: 0 }
const add = ({ passed, failed, skipped }: Counts) => {
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
}

/** Runs Node with its output shown; true when it ends well. */
function node(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    running.add(child)
    child.on('error', fail)
    child.on('close', (code) => {
      running.delete(child)
      done(code === 0)
    })
  })
}

async function runTests(name: string, paths: string[], atOnce: number, limit: number): Promise<void> {
  if (paths.length === 0) return
  const countsFile = join(folder, `${name}.json`)
  const reporter = ['--test-reporter', './tools/test-reporter.ts', '--test-reporter-destination', 'stdout']
  const options = [`--test-concurrency=${atOnce}`, `--test-timeout=${limit}`, '--enable-source-maps']
  console.log(`\n${name}: ${paths.length} files`)
  const well = await node(['--test', ...options, ...reporter, ...paths], { SIMS_TEST_COUNTS: countsFile })
  if (!existsSync(countsFile)) {
    console.log(`✖ ${name}: the runner ended without a count`)
    add({ passed: 0, failed: 1, skipped: 0 })
    return
  }
  const counts: Counts = JSON.parse(readFileSync(countsFile, 'utf8'))
  // what the runner alone knows to be wrong, such as a promise rejected after the last test
  if (!well && counts.failed === 0) counts.failed = 1
  add(counts)
}

const started = performance.now()
if (positionals.length === 0) {
  console.log('checks')
  add({ ...(await runChecks()), skipped: 0 })
}
cluster = await startTestCluster()
process.env.SIMS_TEST_CLUSTER = cluster.folder
try {
  await runTests('tests', units, 2, 5 * minutes)
  if (journeys.length > 0) {
    // the journeys walk through the built webs
    if (await node(['tools/build-web.mjs'])) await runTests('journeys', journeys, 1, 10 * minutes)
    else {
      console.log('✖ the webs could not be built: no journey was made')
      add({ passed: 0, failed: 1, skipped: 0 })
    }
  }
} finally {
  await cluster.stop()
}
if (files.length === 0) console.log(`no test file has ${positionals.join(' or ')} in its path`)
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`)
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
