import {
  type ClockContext,
  OpeningHours,
  startClock,
  type Target,
  WorkingCalendar,
} from '../../apps/server/src/kernel/index.ts'
import { DEFAULT_DEFINITIONS, type ProcessRecord, transition } from '../../apps/server/src/platform/process/index.ts'
import type { Bench } from '../lib/bench.ts'

const RUN_MS = 1500
const at = Date.parse('2026-03-02T02:00:00Z')
const clock: ClockContext = {
  zone: 'Asia/Shanghai',
  calendar: new WorkingCalendar({
    years: [2026],
    holidays: ['2026-05-01'],
    workdays: ['2026-05-09'],
    restDays: [6, 7],
  }),
  workdayEnd: '18:00',
  service: new OpeningHours([{ on: 'everyDay', from: '08:00', to: '20:00' }]),
  duty: new OpeningHours([{ on: 'everyDay', from: '08:30', to: '18:00' }]),
}
const agent = { kind: 'person' as const, id: 'agent', roles: ['agent' as const] }

/** The engine alone, without a database: decisions and due times per second beside a plain function call. */
export async function engine({ print }: Bench): Promise<void> {
  const { repair } = DEFAULT_DEFINITIONS
  const promise = startClock(
    { name: 'firstResponse', kind: 'promise', target: { kind: 'elapsedHours', hours: 24 }, warn: [], escalate: [] },
    at,
    clock,
    1,
  )
  const record: ProcessRecord = { state: 'received', version: 1, reportedAt: at, facts: {}, clocks: [promise] }
  const request = { step: 'accept', input: {}, expectedVersion: 1 }
  const plain = perSecond(() => accept(record, at + 60_000))
  print({
    name: 'transition: accept, with its clock',
    value: perSecond(() => transition(repair, record, request, agent, { now: at + 60_000, clock })),
    unit: '1/s',
    limit: plain,
  })
  const targets: [string, Target][] = [
    ['24 elapsed hours', { kind: 'elapsedHours', hours: 24 }],
    ['7 working days', { kind: 'workingDays', days: 7 }],
    ['8 opening hours', { kind: 'openingHours', hours: 8 }],
  ]
  for (const [name, target] of targets) {
    const spec = { name: 'c', kind: 'internal' as const, target, warn: [{ fraction: 0.75 }], escalate: [] }
    print({
      name: `clock: ${name}, due time and warning`,
      value: perSecond((i) => startClock(spec, at + i, clock, 1)),
      unit: '1/s',
      limit: perSecond((i) => ({ startedAt: at + i, dueAt: at + i + 86_400_000, warnAt: at + i + 64_800_000 })),
    })
  }
}

/** What somebody would write who knows the one step and nothing else. */
function accept(record: ProcessRecord, now: number): ProcessRecord {
  if (record.state !== 'received' || record.version !== 1) throw new Error('not now')
  const clocks = record.clocks.map((one) => ({ ...one, state: 'met' as const, metAt: now, endedAt: now }))
  return { ...record, state: 'accepted', version: 2, clocks }
}

/** Calls in a second; results are kept, so that none is optimized away. */
function perSecond(act: (i: number) => unknown): number {
  let kept: unknown
  for (let i = 0; i < 20_000; i++) kept = act(i)
  const start = performance.now()
  let calls = 0
  while (performance.now() - start < RUN_MS) for (let i = 0; i < 200; i++, calls++) kept = act(i)
  const seconds = (performance.now() - start) / 1000
  if (kept === undefined) throw new Error('nothing was done')
  return calls / seconds
}
