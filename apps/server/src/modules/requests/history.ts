import type { CategoryContent, Channel, RequestKind } from '@sims/contracts'
import { type ClockContext, type ClockState, DomainError, newId, nextDue } from '#kernel'
import { customersOfSource, type PersonOfSource, sealContact } from '#modules/customers'
import type { Entry } from '#platform/command'
import { statement, type Tx, unnested } from '#platform/db'
import type { Secrets } from '#platform/privacy'
import {
  applyClockChanges,
  clockContext,
  currentDefinition,
  happened,
  openRecord,
  orThrow,
  type ProcessDefinition,
  type ProcessRecord,
  type StepTaken,
  SYSTEM,
  saveClocks,
  transition,
} from '#platform/process'
import { CATEGORY, categoryOf, currentMatrix, currentRules, type Rule } from '#platform/regulations'
import { priorityOf } from './domain/priority.ts'

/** A request of another system: what was reported when, by whom, and what was answered when. */
export interface HistoryRow {
  category: string
  communityId: string
  placeId: string
  person: PersonOfSource
  description: string
  /** unique within the source */
  externalNumber: string
  reportedAt: Date
  /** null: none; `at` null: when it was given is not known */
  answer: { at: Date | null; text: string } | null
}

/** What all rows of a run share. */
export interface HistoryRun {
  id: string
  source: string
  kind: RequestKind
  channel: Channel
  /** what becomes of a row without an answer: it stays open, or counts as settled without a figure of its clocks */
  unanswered: 'open' | 'settled'
}

/** A request after an import, as its event names it. */
export interface HistoryRecord {
  id: string
  version: number
  communityId: string
  customerId: string
}

/** What was queued; its entries are the caller's to write, with one audit event for all. */
export interface HistoryWritten {
  records: HistoryRecord[]
  entries: Entry[]
}

/** How an answer by a person is told to the clocks; the step that follows is the server's own. */
const SOMEBODY = { kind: 'person', id: 'history', roles: [] } as const
const ANSWERED = 'answeredBefore'
const SETTLED = 'settledBefore'

export type HistoryRules = Awaited<ReturnType<typeof historyRules>>

/**
 * The rules by which history of a kind is imported now.
 * @throws DomainError `imports.kindWithoutHistory` when the process in force has no steps for it
 */
export async function historyRules(tx: Tx, kind: RequestKind, now: Date) {
  const [process, categories, matrix, clock] = await Promise.all([
    currentDefinition(tx, kind, now),
    currentRules(tx, CATEGORY, now),
    currentMatrix(tx, now),
    clockContext(tx, now),
  ])
  const steps = new Set(process?.definition.steps.map((step) => step.key))
  if (!process || !steps.has(ANSWERED) || !steps.has(SETTLED)) throw new DomainError('imports.kindWithoutHistory')
  const own = [...categories.values()].map((rule) => ({ rule, content: categoryOf(rule) }))
  return {
    process,
    matrix,
    clock,
    categories: new Map(own.filter(({ content }) => content.kind === kind).map((one) => [one.rule.key, one] as const)),
  }
}

/**
 * Queues requests of the past with their timelines and clocks: each is reported, answered and settled by the steps of
 * its process, at its own times, through the same engine as any other. Clocks are quiet: nothing is left to warn,
 * escalate or tell. Any number of rows, one statement per table.
 */
export async function insertHistory(
  tx: Tx,
  secrets: Secrets,
  run: HistoryRun,
  rules: HistoryRules,
  rows: readonly HistoryRow[],
  now: Date,
): Promise<HistoryWritten> {
  const customers = await customersOfSource(
    tx,
    secrets,
    run.source,
    rows.map((row) => row.person),
    now,
  )
  const contacts = new Map<string, Buffer>()
  const made = rows.map((row, i) => {
    const { customer, person } = customers[i] as (typeof customers)[number]
    const category = rules.categories.get(row.category)
    if (!category) throw new Error(`no category ${row.category}`)
    let contact = contacts.get(customer.id)
    if (!contact) {
      contact = sealContact(secrets, tx.organizationId, customer, person)
      contacts.set(customer.id, contact)
    }
    const lived = live(run, rules, row, category.content, customer.id, now)
    return { id: newId(now.getTime()), row, category, customerId: customer.id, contact, ...lived }
  })
  queueRequests(tx, run, rules, made)
  saveClocks(
    tx,
    'serviceRequest',
    made.flatMap(({ id, clocks }) => clocks.map((clock) => ({ recordId: id, clock }))),
  )
  return {
    records: made.map((one) => ({
      id: one.id,
      version: lastOf(one).version,
      communityId: one.row.communityId,
      customerId: one.customerId,
    })),
    entries: made.flatMap(({ id, row, taken }) => taken.map((step, i) => entryOf(run, id, row, step, i + 1))),
  }
}

export interface Lived {
  taken: StepTaken[]
  clocks: ClockState[]
}

/** The life of one row, from its report. */
function live(
  run: HistoryRun,
  { process, clock }: HistoryRules,
  row: HistoryRow,
  category: CategoryContent,
  customerId: string,
  now: Date,
): Lived {
  const reportedAt = row.reportedAt.getTime()
  const facts = {
    requesterId: customerId,
    openOrders: 0,
    urgency: String(category.defaultUrgency),
    impact: String(category.defaultImpact),
    category: row.category,
  }
  const ctx = { now: now.getTime(), occurredAt: reportedAt, clock, quiet: true }
  const reported = orThrow(openRecord(process.definition, { step: 'report', input: {} }, SYSTEM, ctx, facts))
  const record: ProcessRecord = {
    state: reported.state,
    version: reported.version,
    reportedAt,
    facts,
    clocks: reported.clocks.map((change) => change.clock),
  }
  const end = endOf(row) ?? (run.unanswered === 'settled' ? { at: row.reportedAt, text: '', timed: false } : null)
  const { taken, clocks } = liveOn(process.definition, record, end, clock, now)
  return { taken: [reported, ...taken], clocks }
}

/** How a request of the past ended. `timed`: by an answer of which the time is known, so that clocks are met by it. */
export interface End {
  at: Date
  text: string
  timed: boolean
}

/** The end that a row tells of; an answer without its time ends it at the report. */
export const endOf = ({ answer, reportedAt }: HistoryRow): End | null =>
  answer && { at: answer.at ?? reportedAt, text: answer.text, timed: answer.at !== null }

/** Lets a request of the past end, or (null) stay as it is. */
export function liveOn(
  definition: ProcessDefinition,
  start: ProcessRecord,
  end: End | null,
  clock: ClockContext,
  now: Date,
): Lived {
  let record = start
  const taken: StepTaken[] = []
  if (!end) return { taken, clocks: [...record.clocks] }
  const ctx = { now: now.getTime(), occurredAt: end.at.getTime(), clock, quiet: true }
  const take = (step: string, input: Record<string, unknown>) => {
    const next = orThrow(transition(definition, record, { step, input }, SYSTEM, ctx))
    taken.push(next)
    const clocks = applyClockChanges(record.clocks, next.clocks)
    record = { ...record, state: next.state, version: next.version, clocks }
  }
  const answer = end.text === '' ? {} : { answer: end.text }
  if (end.timed) {
    const heard = happened(definition, record, 'talk', SOMEBODY, ctx)
    record = { ...record, clocks: applyClockChanges(record.clocks, heard) }
    take(ANSWERED, answer)
  }
  take(SETTLED, end.timed ? {} : answer)
  return { taken, clocks: [...record.clocks] }
}

/** One step of the past on the timeline. */
export function entryOf(run: HistoryRun, id: string, row: HistoryRow, taken: StepTaken, seq: number): Entry {
  const first = taken.fromState === null
  return {
    recordKind: 'serviceRequest',
    recordId: id,
    seq,
    verb: taken.verb,
    step: taken.step,
    fromState: taken.fromState,
    toState: taken.state,
    phase: taken.phase,
    occurredAt: new Date(taken.at),
    data: first ? { category: row.category, place: row.placeId, channel: run.channel, import: run.id } : taken.values,
    ...(first ? { content: { description: row.description, externalNumber: row.externalNumber } } : {}),
  }
}

interface Made extends Lived {
  id: string
  row: HistoryRow
  category: { rule: Rule; content: CategoryContent }
  customerId: string
  contact: Buffer
}

const lastOf = ({ taken }: Lived) => taken.at(-1) as StepTaken

// what happened there then is listed in its own time, hence created_at
const insert = statement(
  'request_insert_history',
  `insert into service_request (organization_id, id, kind, category, category_version_id, community_id, place_id,
     customer_id, contact_sealed, description, channel, urgency, impact, priority, matrix_version_id,
     definition_id, state, phase, version, entries, next_due_at, occurred_at, created_at, settled_at, imported_by_run, import_source, external_number,
     imported_version)
   select $1, r.id, $2, r.category, r.category_version_id, r.community_id, r.place_id, r.customer_id, r.contact,
     r.description, $3, r.urgency, r.impact, r.priority, $7, $4, r.state, r.phase, r.version, r.version, r.next_due_at,
     r.occurred_at, r.occurred_at, r.settled_at, $5, $6, r.external_number, r.version
   from unnest($8::uuid[], $9::text[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::bytea[], $15::text[],
     $16::int2[], $17::int2[], $18::int2[], $19::text[], $20::text[], $21::int[], $22::timestamptz[],
     $23::timestamptz[], $24::timestamptz[], $25::text[])
     r (id, category, category_version_id, community_id, place_id, customer_id, contact, description, urgency, impact,
       priority, state, phase, version, next_due_at, occurred_at, settled_at, external_number)`,
)

function queueRequests(tx: Tx, run: HistoryRun, { process, matrix }: HistoryRules, made: readonly Made[]): void {
  const due = (clocks: readonly ClockState[]) => {
    const at = nextDue(clocks)
    return at === null ? null : new Date(at)
  }
  tx.queue(insert, [
    tx.organizationId,
    run.kind,
    run.channel,
    process.id,
    run.id,
    run.source,
    matrix.id,
    ...unnested(
      made,
      (m) => m.id,
      (m) => m.row.category,
      (m) => m.category.rule.id,
      (m) => m.row.communityId,
      (m) => m.row.placeId,
      (m) => m.customerId,
      (m) => m.contact,
      (m) => m.row.description,
      (m) => m.category.content.defaultUrgency,
      (m) => m.category.content.defaultImpact,
      (m) => priorityOf(matrix.cells, m.category.content.defaultUrgency, m.category.content.defaultImpact),
      (m) => lastOf(m).state,
      (m) => lastOf(m).phase,
      (m) => lastOf(m).version,
      (m) => due(m.clocks),
      (m) => m.row.reportedAt,
      (m) => (m.taken.length > 1 ? new Date(lastOf(m).at) : null),
      (m) => m.row.externalNumber,
    ),
  ])
}
