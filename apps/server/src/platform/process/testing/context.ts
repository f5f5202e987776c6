import type { Role } from '@sims/contracts'
import { type ClockContext, type ClockState, OpeningHours, parseInstant, WorkingCalendar } from '#kernel'
import type { FieldDef, ProcessDefinition } from '../definition.ts'
import type { Actor, ClockChange, ProcessRecord, RecordFacts, StepTaken } from '../record.ts'

/** What the tests of this folder share: an ordinary calendar of 2026, actors, and the record after a step. */
const clock: ClockContext = {
  zone: 'Asia/Shanghai',
  calendar: new WorkingCalendar({
    years: [2026],
    holidays: ['2026-10-01'],
    workdays: ['2026-10-10'],
    restDays: [6, 7],
  }),
  workdayEnd: '18:00',
  service: new OpeningHours([{ on: 'everyDay', from: '08:00', to: '20:00' }]),
  duty: new OpeningHours([{ on: 'everyDay', from: '08:00', to: '20:00' }]),
}

export const at = (local: string) => parseInstant(`${local.replace(' ', 'T')}:00+08:00`)
export const ctx = (now: string, occurred?: string) => ({
  now: at(now),
  ...(occurred ? { occurredAt: at(occurred) } : {}),
  clock,
})

export const RESIDENT = '01900000-0000-7000-8000-000000000001'
export const WORKER = '01900000-0000-7000-8000-000000000002'
export const QUOTE = '01900000-0000-7000-8000-000000000004'
export const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, roles })
export const resident = person(RESIDENT, 'resident')
export const agent = person('01900000-0000-7000-8000-000000000003', 'agent')
export const worker = person(WORKER, 'technician')

/** Facts of a request whose customer is asked about a price, and whose work is too urgent to wait for the answer. */
export const ASKED = { price: 'quoted', quote: QUOTE, urgency: '1' } as const

export const recordIn = (state: string, facts: RecordFacts = {}, clocks: ClockState[] = []): ProcessRecord => ({
  state,
  version: 1,
  reportedAt: at('2026-03-02 10:00'),
  facts: { requesterId: RESIDENT, assigneeId: WORKER, openOrders: 0, ...facts },
  clocks,
})

/** The record as its module would save it. */
export function after(record: ProcessRecord, taken: StepTaken): ProcessRecord {
  const facts = { ...record.facts, ...taken.values }
  const clocks = replaced(record.clocks, taken.clocks)
  return { ...record, state: taken.state, version: taken.version, facts, clocks }
}

export function replaced(before: readonly ClockState[], changes: readonly ClockChange[]): ClockState[] {
  const clocks = new Map(before.map((c) => [c.name, c]))
  for (const { clock } of changes) clocks.set(clock.name, clock)
  return [...clocks.values()]
}

/** A form that any step of a definition would accept. */
export function filledForm(def: ProcessDefinition, key: string): Record<string, unknown> {
  const values = {
    boolean: true,
    rating: 5,
    date: '2026-12-31',
    dateTime: '2026-12-31T10:00:00+08:00',
    text: '好',
    longText: '好',
    person: WORKER,
    place: WORKER,
    request: 'BX100234',
    photos: [WORKER],
    quote: QUOTE,
    priceItems: [{ kind: 'labour', name: '上门检修', quantity: 1, unitPrice: 8000 }],
  }
  const step = def.steps.find((s) => s.key === key)
  const filler = ({ type, options = [] }: FieldDef) => {
    if (type === 'checklist') return options.filter(({ mandatory }) => mandatory).map(({ value }) => value)
    return type === 'choice' ? (options[0]?.value ?? '1') : values[type as keyof typeof values]
  }
  const filled: Record<string, unknown> = {}
  for (const field of step?.form ?? []) {
    const asked = !field.if || field.if.in.some((value) => value === filled[field.if?.field ?? ''])
    const owed = field.required || field.options?.some(({ mandatory }) => mandatory)
    if (asked && owed) filled[field.key] = filler(field)
  }
  return filled
}

/** Options that a module would give: categories, also of the kinds that a request can turn into; the permits of an order. */
const one = [{ value: '1', names: { 'zh-CN': '水电', en: 'Plumbing and electricity' } }]
export const options = { category: one, repairCategory: one, complaintCategory: one, application: one, permit: one }
