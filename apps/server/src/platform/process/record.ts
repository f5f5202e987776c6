import type { Phase, PriceState, Role, Verb } from '@sims/contracts'
import type { ClockContext, ClockState, EpochMs, Target } from '#kernel'
import type { FieldDef, ProcessEvent } from './definition.ts'

/**
 * Who acts. `roles` are those that hold for this record (the caller has settled community and team); a person whom the
 * record must not be shown to never comes here. `system` is a job, a link effect or a rule.
 */
export type Actor =
  | {
      kind: 'person'
      id: string
      roles: readonly Role[]
      skills?: readonly string[]
      /** whether they may take a step of this verb at all; everything when absent */
      may?: (verb: Verb) => boolean
    }
  | { kind: 'system'; id: null; roles: readonly [] }
export const SYSTEM: Actor = { kind: 'system', id: null, roles: [] }

/** What guards and clock conditions may ask of a record. Ids are compared as text. */
export type RecordFacts = {
  /** the customer who reported */
  requesterId?: string | null
  /** the person whom a work order is assigned to */
  assigneeId?: string | null
  /** who passed a work order on that is not yet taken */
  transferredFrom?: string | null
  /** work orders of a request that are neither done nor closed nor cancelled */
  openOrders?: number
  /** what the customer owes for it and has said to that: a state of `PRICE_STATES`, or free */
  price?: PriceState | 'free'
  /** the last quote */
  quote?: string | null
  /** when it was settled the last time */
  settledAt?: EpochMs | null
  readonly [field: string]: unknown
}

/** A record as the engine sees it: its place, its version, its facts, and the latest round of each of its clocks. */
export type ProcessRecord = {
  state: string
  version: number
  /** receipt of the request on whatever channel, or creation of the order */
  reportedAt: EpochMs
  facts: RecordFacts
  clocks: readonly ClockState[]
  /** options of choice and checklist fields that come from elsewhere (categories, the checklist of a kind of work) */
  options?: Readonly<Record<string, FieldDef['options']>>
  /** targets of its internal clocks and timers by name, instead of those that the definition gives when none of its cases holds */
  targets?: Readonly<Record<string, Target>>
  /** the share of its internal targets after which is warned, instead of the first one that the definition names */
  warnAt?: number | null
}

/**
 * `now`: receipt of the command. `occurredAt`: when it happened (offline devices), never after `now`.
 * `clock`: the organization's zone, calendar and hours. `quiet`: imported history, nothing is told.
 */
export type StepContext = { now: EpochMs; occurredAt?: EpochMs; clock: ClockContext; quiet?: boolean }

export type StepRequest = {
  step: string
  input?: unknown
  /** the version that the caller has seen; absent: not checked */
  expectedVersion?: number
}

export type ClockChange = {
  change: 'started' | 'retargeted' | 'paused' | 'resumed' | 'met' | 'cancelled'
  clock: ClockState
}

/** What a taken step changes. Everything else about the record is the business of its module. */
export type StepTaken = {
  ok: true
  step: string
  verb: Verb
  fromState: string | null
  fromPhase: Phase | null
  state: string
  phase: Phase
  version: number
  /** time of occurrence */
  at: EpochMs
  /** the checked form, empty fields left out */
  values: Record<string, unknown>
  clocks: ClockChange[]
  effects: readonly { name: string; params: Readonly<Record<string, unknown>> }[]
}

/** What clocks listen to: a step that was taken, an event, or both in one. `fromPhase` is null at creation. */
export type Signal = {
  verb: Verb | null
  event: ProcessEvent | null
  fromPhase: Phase | null
  phase: Phase
  person: boolean
  at: EpochMs
}
