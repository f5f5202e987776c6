/**
 * A reporter for `node --test`: one line per file, the whole story of each failure, and at the end the counts as JSON
 * in the file that SIMS_TEST_COUNTS names (read by tools/test.ts).
 */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

type Result = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>
type Failure = Extract<TestEvent, { type: 'test:fail' }>

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, Counts>()
  for await (const event of events) {
    if (event.type === 'test:stderr') yield event.data.message
    if (event.type === 'test:pass' || event.type === 'test:fail') {
      const file = event.data.file ?? '?'
      const counts = files.get(file) ?? { passed: 0, failed: 0, skipped: 0 }
      files.set(file, counts)
      const outcome = judge(event)
      if (outcome) counts[outcome] += 1
      if (outcome === 'failed') yield story(event)
    }
    if (event.type === 'test:summary') {
      const { file, duration_ms: time } = event.data
      if (file !== undefined) yield line(file, files.get(file), time)
      else if (process.env.SIMS_TEST_COUNTS) writeFileSync(process.env.SIMS_TEST_COUNTS, JSON.stringify(total(files)))
    }
  }
}

/** What a result counts as; a suite counts only when it failed by itself and not by its tests. */
function judge({ type, data }: Result): keyof Counts | undefined {
  if (data.skip !== undefined || data.todo !== undefined) return 'skipped'
  if (type === 'test:fail') return failureType(data) === 'subtestsFailed' ? undefined : 'failed'
  // Node counts a file in which no test stands as one passed test by the file's own name
  if (isWholeFile(data)) return 'failed'
  return data.details.type === 'suite' ? undefined : 'passed'
}

const isWholeFile = ({ name, file }: Result['data']) => file !== undefined && place(file) === place(name)
const failureType = (data: Failure['data']) => (data.details.error as { failureType?: string }).failureType
const place = (file: string) => relative(process.cwd(), file)

function total(files: ReadonlyMap<string, Counts>): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of files.values())
    for (const outcome of ['passed', 'failed', 'skipped'] as const) sum[outcome] += counts[outcome]
  return sum
}

function line(file: string, counts: Counts | undefined, time: number): string {
  const { passed = 0, failed = 0, skipped = 0 } = counts ?? {}
  const more = `${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return `${failed === 0 ? '✔' : '✖'} ${place(file)}: ${passed} passed${more} (${(time / 1000).toFixed(1)} s)\n`
}

function story({ type, data }: Result): string {
  const head = `✖ ${data.name} (${data.file ? place(data.file) : '?'}:${data.line ?? '?'})\n`
  if (type === 'test:pass') return `${head}    no test in this file\n`
  const { error } = data.details
  const cause = error.cause ?? error
  const text = (cause instanceof Error ? cause.stack : undefined) ?? inspect(cause)
  return `${head}${text.replace(/^/gm, '    ')}\n`
}
