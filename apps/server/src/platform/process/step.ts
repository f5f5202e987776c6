import type { ProxyScope, Role, Verb } from '@sims/contracts'
import { type ClockState, DomainError, nextDue, type Actor as Person, rolesIn } from '#kernel'
import type { CommandScope, OutboxEvent } from '#platform/command'
import { isClosed } from './compile.ts'
import { type Actor, type StepTaken, SYSTEM } from './record.ts'
import { applyClockChanges, type Columns, type Move, type RecordTable, saveClocks, saveMoves } from './store.ts'
import type { StepRefused } from './transition.ts'

/** What every record of a process has, whatever it is about. */
export interface RecordRow {
  id: string
  communityId: string
  definitionId: string
  state: string
  phase: string
  version: number
  entries: number
  createdAt: Date
}

export interface Stepped<Row extends RecordRow> {
  row: Row
  taken: StepTaken
  clocks: readonly ClockState[]
  /** what else the step sets on its record */
  columns?: Columns
  /** more for the timeline than the form's values */
  data?: Record<string, unknown>
  content?: unknown
  /** ids that followers of the event need */
  ids: Record<string, string | null>
}

/** A refusal as whoever called gets it: the form's faults stand at `input.`, where the caller wrote them. */
export function refusalOf({ error }: StepRefused): DomainError {
  const fields = error.fields?.map((fault) => ({ ...fault, path: `input.${fault.path}` }))
  return fields ? new DomainError(error.code, error.params, fields) : error
}

const kinds = { service_request: 'serviceRequest', work_order: 'workOrder' } as const

/** What an authority has to cover for a step of this verb. */
const proxyScopeOf = (verb: Verb): ProxyScope =>
  verb === 'rate' ? 'rate' : verb === 'agreePrice' || verb === 'declinePrice' ? 'agree' : 'report'

/**
 * The acting person as the engine judges them in a record's community; the server itself is `system`. Whoever acts for
 * a customer takes the steps that their authority covers.
 */
export function processActor(actor: Person, communityId: string): Actor {
  if (actor.kind === 'system') return SYSTEM
  // what a key may do is said by its scopes, not by the definition: it takes no step but the report
  if (actor.kind === 'apiKey') return { kind: 'person', id: actor.accountId, roles: [], skills: [] }
  const id = actor.staffId ?? actor.customerId ?? actor.accountId
  const { behalf, skills } = actor
  const may = behalf ? { may: (verb: Verb) => behalf.scope.includes(proxyScopeOf(verb)) } : {}
  return { kind: 'person', id, roles: rolesIn(actor, communityId) as Role[], skills, ...may }
}

/** Whoever reports a record: a key that may report does so like the desk. */
export const reportingActor = (actor: Person, communityId: string): Actor =>
  actor.kind === 'apiKey'
    ? { kind: 'person', id: actor.accountId, roles: ['agent'], skills: [] }
    : processActor(actor, communityId)

/**
 * Queues everything that steps on existing records change: their places, their clocks, a timeline entry and an event
 * each. Any number of records; the caller holds them locked.
 */
export function saveSteps<Row extends RecordRow>(
  scope: CommandScope,
  table: RecordTable,
  all: readonly Stepped<Row>[],
): void {
  saveMoves(
    scope.tx,
    table,
    all.map((s) => moveOf(s, scope.now)),
  )
  saveClocks(
    scope.tx,
    kinds[table],
    all.flatMap((s) => s.taken.clocks.map(({ clock }) => ({ recordId: s.row.id, clock }))),
  )
  for (const s of all) tellStep(scope, table, s)
}

/** Timeline entry and event of one step; for a record that is being created, with `row.entries` 0. */
export function tellStep<Row extends RecordRow>(scope: CommandScope, table: RecordTable, stepped: Stepped<Row>): void {
  const { row, taken, data, content, ids } = stepped
  const seq = row.entries + 1
  const recordKind = kinds[table]
  scope.record({
    recordKind,
    recordId: row.id,
    seq,
    verb: taken.verb,
    step: taken.step,
    fromState: taken.fromState,
    toState: taken.state,
    phase: taken.phase,
    occurredAt: new Date(taken.at),
    data: { ...taken.values, ...data },
    content,
  })
  const notices = taken.effects.flatMap(noticeOf)
  scope.emit({
    name: `${recordKind}.${taken.verb}`,
    recordKind,
    recordId: row.id,
    version: taken.version,
    seq,
    communityId: row.communityId,
    // whoever did it need not be told
    ids: { ...ids, actorAccountId: scope.actor.accountId },
    ...(notices.length > 0 ? { notices } : {}),
  })
}

function moveOf<Row extends RecordRow>({ row, taken, clocks, columns = {} }: Stepped<Row>, now: Date): Move {
  return {
    id: row.id,
    state: taken.state,
    phase: taken.phase,
    version: taken.version,
    entries: row.entries + 1,
    nextDueAt: nextDue(applyClockChanges(clocks, taken.clocks)),
    settledAt: isClosed(taken.phase) ? now : null,
    columns,
  }
}

type Notices = NonNullable<OutboxEvent['notices']>
const receivers: Record<string, Notices[number]['to']> = {
  notifyRequester: 'requester',
  notifyAssignee: 'assignee',
  notifyPrevious: 'previous',
  notifyMerged: 'merged',
  notifyPraised: 'praised',
  notifyRoles: 'roles',
}

/** Effects that tell somebody become orders to the notice writer, which works after the commit. */
function noticeOf({ name, params }: StepTaken['effects'][number]): Notices {
  const to = receivers[name]
  if (!to) return []
  const { roles, alsoAbout } = params as { roles?: string[]; alsoAbout?: string[] }
  return [{ notice: String(params.notice), to, ...(roles ? { roles } : {}), ...(alsoAbout ? { alsoAbout } : {}) }]
}
