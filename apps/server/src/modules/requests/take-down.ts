import { type ClockContext, nextDue } from '#kernel'
import type { CommandScope } from '#platform/command'
import {
  type Actor,
  happenedBefore,
  openRecord,
  orThrow,
  type PastEvent,
  type StepTaken,
  type StoredDefinition,
  saveClocks,
  tellStep,
} from '#platform/process'
import { categoryOf, type Matrix, type Rule } from '#platform/regulations'
import { alsoTold, type Concerned } from './concerned.ts'
import { priorityOf } from './domain/priority.ts'
import { toldUp } from './repeated.ts'
import { insertRequests } from './store.ts'

/** All that a new request begins with, whoever it comes from. */
export interface Intake {
  id: string
  kind: string
  category: Rule
  process: StoredDefinition
  matrix: Matrix
  clock: ClockContext
  /** by whose right it begins */
  by: Actor
  communityId: string
  placeId: string
  customerId: string
  contactSealed: Buffer
  description: string
  channel: string
  urgency: number
  /** when it was received: from here the customer waits */
  occurredAt: Date
  concerned: Concerned
  /** the member of staff who answers for it */
  ownerId: string | null
  /** earlier complaints that it repeats */
  repeated: readonly string[]
  /** more for the first entry of its timeline */
  data: Record<string, unknown>
  /** the request that it goes on from */
  from?: {
    /** what its customer has had there from people */
    past: readonly PastEvent[]
    /** what the customer is told instead of a receipt */
    notice: string
    /** history: nobody is told anything */
    quiet: boolean
  }
}

/**
 * Queues a new request with its clocks, its first entry and its event: the one way in which one is made.
 * @returns its number, as {@link insertRequests} gives it
 */
export function takeDown(scope: CommandScope, intake: Intake): ReturnType<typeof insertRequests> {
  const { tx, now } = scope
  const { id, category, process, matrix, concerned, communityId, placeId, customerId, urgency, from } = intake
  const { defaultImpact } = categoryOf(category)
  const taken = begun(intake, intake.occurredAt, now)
  const clocks = from ? goneOn(intake, taken, from, now) : startedBy(taken)
  const due = nextDue(clocks)
  const inserted = insertRequests(tx, [
    {
      id,
      kind: intake.kind,
      category: category.key,
      categoryVersionId: category.id,
      communityId,
      placeId,
      customerId,
      contactSealed: intake.contactSealed,
      description: intake.description,
      channel: intake.channel,
      urgency,
      impact: defaultImpact,
      priority: priorityOf(matrix.cells, urgency, defaultImpact),
      matrixVersionId: matrix.id,
      firstContactOwnerId: intake.ownerId,
      concernedId: concerned.person,
      keptFor: concerned.keptFor,
      definitionId: process.id,
      state: taken.state,
      phase: taken.phase,
      nextDueAt: due === null ? null : new Date(due),
      occurredAt: intake.occurredAt,
      createdAt: now,
    },
  ])
  saveClocks(
    tx,
    'serviceRequest',
    clocks.map((clock) => ({ recordId: id, clock })),
  )
  const effects = [...taken.effects, ...alsoTold(null, concerned.keptFor), ...toldUp(intake.repeated)]
  tellStep(scope, 'service_request', {
    row: {
      id,
      communityId,
      definitionId: process.id,
      state: taken.state,
      phase: taken.phase,
      version: 0,
      entries: 0,
      createdAt: now,
    },
    taken: { ...taken, effects: from ? toldOn(effects, from) : effects },
    clocks: [],
    data: { category: category.key, place: placeId, channel: intake.channel, ...intake.data },
    content: { description: intake.description },
    ids: { customerId, ownerId: intake.ownerId },
  })
  return inserted
}

/** The first step of its process, as if received at `at`. */
function begun({ process, category, by, clock, from, ...intake }: Intake, at: Date, now: Date): StepTaken {
  const facts = { requesterId: intake.customerId, urgency: String(intake.urgency) }
  const ctx = { now: now.getTime(), occurredAt: at.getTime(), clock, quiet: from?.quiet ?? false }
  return orThrow(openRecord(process.definition, { step: 'report', input: {} }, by, ctx, facts, categoryOf(category)))
}

const startedBy = ({ clocks }: StepTaken) => clocks.map((change) => change.clock)

/**
 * The clocks of a request that goes on from another: they count from the first report, and what its customer has had by
 * then is had. Only the call of the duty begins now, because until now there was nothing to call for.
 */
function goneOn(intake: Intake, taken: StepTaken, { past, quiet }: NonNullable<Intake['from']>, now: Date) {
  const { definition } = intake.process
  const ringing = new Set(definition.clocks.filter(({ rings }) => rings).map(({ name }) => name))
  const record = {
    state: taken.state,
    version: taken.version,
    reportedAt: intake.occurredAt.getTime(),
    facts: { requesterId: intake.customerId, urgency: String(intake.urgency) },
    clocks: startedBy(taken).filter(({ name }) => !ringing.has(name)),
  }
  const heard = happenedBefore(definition, record, past, { now: now.getTime(), clock: intake.clock, quiet })
  return [...heard, ...startedBy(begun(intake, now, now)).filter(({ name }) => ringing.has(name))]
}

/** A customer who has a receipt already is told where it goes on; of history nobody is told. */
const toldOn = (effects: StepTaken['effects'], { notice, quiet }: NonNullable<Intake['from']>): StepTaken['effects'] =>
  quiet ? [] : effects.map((effect) => (effect.name === 'notifyRequester' ? { ...effect, params: { notice } } : effect))
