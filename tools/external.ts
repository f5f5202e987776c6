/**
 * `npm run test:external`: the server's tests against Debian's PostgreSQL through Debian's PgBouncer in transaction mode,
 * then two processes of each role at once on them. Needs `apt-get install postgresql-15 pgbouncer`. Words choose test
 * files by their path; `--only-two` leaves the tests out. Ends with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryFiles } from './architecture/files.ts'
import { startExternal } from './external/debian.ts'
import { twoOfEach } from './external/two-of-each.ts'
import { Report } from './faults/report.ts'
import { stopAll } from './replay/server.ts'
import type { Counts } from './test-reporter.ts'

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { 'only-two': { type: 'boolean', default: false } },
  allowPositionals: true,
})
/** these look at the built-in PostgreSQL itself, and at what only it and its superuser can do */
const BUILT_IN = /platform\/(postgres|startup|backup)\/|modules\/backups\/|config\.test/
const files = repositoryFiles(root).filter(
  (path) =>
    /^apps\/server\/.*\.test\.ts$/.test(path) &&
    !BUILT_IN.test(path) &&
    (positionals.length === 0 || positionals.some((word) => path.includes(word))),
)

const external = await startExternal()
const folder = mkdtempSync(join(tmpdir(), 'sims-external-run-'))
const report = new Report()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    await stopAll()
    await external.stop()
    process.exit(1)
  })
try {
  if (!values['only-two']) await runTests()
  await twoOfEach(external, report)
} finally {
  await stopAll()
  await external.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = report.end() ? 0 : 1

async function runTests(): Promise<void> {
  report.group(`${files.length} files of tests on PostgreSQL ${external.version}, through PgBouncer`)
  writeFileSync(join(folder, 'connection.json'), JSON.stringify({ ...external.superuser, pooler: external.pooler }))
  const counts = join(folder, 'counts.json')
  const reporter = ['--test-reporter', './tools/test-reporter.ts', '--test-reporter-destination', 'stdout']
  const child = spawn(
    process.execPath,
    ['--test', '--test-concurrency=2', '--test-timeout=600000', ...reporter, ...files],
    { cwd: root, stdio: 'inherit', env: { ...process.env, SIMS_TEST_CLUSTER: folder, SIMS_TEST_COUNTS: counts } },
  )
  await new Promise((done) => child.once('exit', done))
  const { passed, failed }: Counts = JSON.parse(readFileSync(counts, 'utf8'))
  report.passed += passed
  report.failed += failed
}
