import { type RawAnswer, type RawCall, send } from './raw.ts'
import { type Report, unless } from './report.ts'
import { memoryOf, type Stage } from './stage.ts'

/** A call and what must come of it. */
export interface Case {
  name: string
  call: RawCall | (() => Promise<RawCall>)
  status: number | readonly number[]
  code?: string
  /** `path code` of every faulty field, sorted */
  fields?: readonly string[]
  /** more that must hold of the answer */
  also?: (answer: RawAnswer) => string[] | Promise<string[]>
}

/** an answer to a faulty call is no place for what was sent */
const LARGEST_ANSWER = 100_000

/**
 * Sends every case; after each the server must still answer. While they run, somebody asks for nothing every 20 ms: the
 * longest wait shows how long one call can keep the others waiting.
 */
export async function expectAll(stage: Stage, report: Report, title: string, cases: readonly Case[]): Promise<void> {
  report.group(title)
  const before = memoryOf(stage.server.pid)
  const pings = startPings(stage.url)
  for (const one of cases) {
    pings.reset()
    const faults: string[] = []
    let note = ''
    try {
      const answer = await send(stage.url, typeof one.call === 'function' ? await one.call() : one.call)
      note = `${answer.status} ${answer.code} ${answer.ms.toFixed(0)} ms`
      faults.push(...differences(one, answer), ...((await one.also?.(answer)) ?? []))
      if (answer.status >= 500) faults.push(`it logged: ${stage.server.lastFault()}`)
    } catch (error) {
      faults.push(`no answer: ${error}`)
    }
    const alive = await send(stage.url, { path: '/api/v1/setup' }).catch((error: unknown) => ({
      status: String(error),
    }))
    faults.push(...unless(alive.status === 200, `afterwards the server answers ${alive.status}`))
    const waited = pings.longest()
    report.check(one.name, faults, waited > 200 ? `${note}, others waited up to ${waited.toFixed(0)} ms` : note)
  }
  pings.stop()
  const after = memoryOf(stage.server.pid)
  report.note(`memory of the server: ${before.now} MB before, ${after.now} MB after, ${after.peak} MB at its highest`)
}

function differences({ status, code, fields }: Case, answer: RawAnswer): string[] {
  const wanted = typeof status === 'number' ? [status] : status
  const told = answer.fields.slice(0, 8)
  return [
    ...unless(
      wanted.includes(answer.status),
      `answered ${answer.status} ${answer.code} instead of ${wanted.join(' or ')}`,
    ),
    ...unless(code === undefined || answer.code === code, `the code is ${answer.code} instead of ${code}`),
    ...unless(
      fields === undefined || JSON.stringify(answer.fields) === JSON.stringify(fields),
      `the fields are [${told.join(', ')}] instead of [${fields?.join(', ')}]`,
    ),
    ...unless(answer.status < 400 || answer.bytes <= LARGEST_ANSWER, `the refusal is ${answer.bytes} bytes long`),
  ]
}

function startPings(url: string) {
  let longest = 0
  let stopped = false
  const run = async () => {
    while (!stopped) {
      const started = performance.now()
      await send(url, { path: '/api/v1/setup' }).catch(() => undefined)
      longest = Math.max(longest, performance.now() - started)
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  void run()
  return {
    reset: () => {
      longest = 0
    },
    longest: () => longest,
    stop: () => {
      stopped = true
    },
  }
}
