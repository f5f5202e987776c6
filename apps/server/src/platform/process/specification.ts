import type { RequestKind } from '@sims/contracts'
import { type EpochDay, parseDay, type Target } from '#kernel'
import type { ClockDef, ProcessDefinition } from './definition.ts'

/** A target that is a length of time, not a day that somebody names. */
export type Length = Exclude<Target, { kind: 'onDate' | 'atTime' }>

/** What the Specification promises to whoever sends a request: a company may promise more, not less. */
export interface Floor {
  /** name of the clock that keeps the promise */
  clock: string
  of: readonly RequestKind[]
  /** the loosest target that still keeps it */
  target: Length
  /** `timer`: the system sees to it; `promise`: people owe it */
  kind: 'promise' | 'timer'
  /** only where triage says so */
  ifFound?: true
  clause: string
}

const feedback: RequestKind[] = ['report', 'inquiry', 'suggestion', 'praise']
const hours = (count: number): Length => ({ kind: 'elapsedHours', hours: count })
const days = (count: number): Length => ({ kind: 'workingDays', days: count })

/**
 * The numbers of the Specification (物业管理与客户服务规范, 标准版), as its requirements give them: first response, result
 * and handling of feedback, contact and result of complaints, major problems, and how often a customer hears how things
 * stand. Hours are elapsed hours, day and night. How soon somebody is on the spot is the company's own target.
 */
export const SPECIFICATION: readonly Floor[] = [
  { clock: 'firstResponse', of: ['repair', ...feedback], target: hours(24), kind: 'promise', clause: '§3.3.2' },
  { clock: 'result', of: feedback, target: days(7), kind: 'promise', clause: '§3.3.2' },
  { clock: 'handled', of: feedback, target: hours(30 * 24), kind: 'promise', clause: '§4.4.2' },
  { clock: 'major', of: ['repair', 'report'], target: hours(48), kind: 'promise', ifFound: true, clause: '§4.2' },
  { clock: 'contact', of: ['complaint'], target: hours(24), kind: 'promise', clause: '§4.2' },
  { clock: 'result', of: ['complaint'], target: hours(48), kind: 'promise', clause: '§4.2' },
  { clock: 'progress', of: ['repair', ...feedback], target: days(3), kind: 'timer', clause: '§4.1' },
  { clock: 'progress', of: ['complaint'], target: days(1), kind: 'timer', clause: '§4.1' },
]

/** The promise that a clock of this name keeps for records of this kind, if any. */
export const floorOf = (kind: string, clock: string): Floor | undefined =>
  SPECIFICATION.find((floor) => floor.clock === clock && (floor.of as readonly string[]).includes(kind))

/**
 * Whether a target may end later than another, on any calendar. Working days span nights and days off, so that any of
 * them may outlast hours; hours surely end before a working day when they are fewer than the nights between. A day that
 * somebody names may be any.
 */
export function isLooser(target: ClockDef['target'] | Target, than: Length): boolean {
  if (target.kind === 'dateField' || target.kind === 'momentField') return true
  if (target.kind === 'onDate' || target.kind === 'atTime') return true
  if (target.kind === 'workingDays') return than.kind !== 'workingDays' || target.days > than.days
  if (target.kind === 'openingHours') return true
  return target.hours > (than.kind === 'workingDays' ? (than.days - 1) * 24 : than.hours)
}

/** A promise of the Specification that a definition does not keep. */
export interface Below {
  floor: Floor
  clock: ClockDef | undefined
  /**
   * `missing`: no such clock · `weaker`: it is no promise, does not count from the report, or leaves some out ·
   * `looser`: a later target, `given`
   */
  why: 'missing' | 'weaker' | 'looser'
  given: ClockDef['target'] | null
}

/** Where a definition gives less than the Specification, one entry for each clock. Pure. */
export function belowSpecification(definition: ProcessDefinition): Below[] {
  return SPECIFICATION.filter((floor) => (floor.of as readonly string[]).includes(definition.kind)).flatMap(
    (floor): Below[] => {
      const clock = definition.clocks.find(({ name }) => name === floor.clock)
      if (!clock) return [{ floor, clock, why: 'missing', given: null }]
      if (isWeaker(clock, floor)) return [{ floor, clock, why: 'weaker', given: null }]
      const given = [...clock.cases.map((one) => one.target), clock.target].find((one) => isLooser(one, floor.target))
      return given ? [{ floor, clock, why: 'looser', given }] : []
    },
  )
}

function isWeaker(clock: ClockDef, floor: Floor): boolean {
  if (clock.kind !== floor.kind) return true
  if (floor.kind === 'timer') return false
  const fromReport = clock.startOn.verbs?.includes('report') || clock.countFrom === 'report'
  const leavesOut = (clock.if !== undefined && !floor.ifFound) || clock.while !== undefined || clock.rings === true
  return !fromReport || leavesOut
}

/** What a clock with an exception gives on a day: its own target through the last day of it, then no less than promised. */
export function allowedTarget(kind: string, { name, exception }: ClockDef, target: Target, day: EpochDay): Target {
  const floor = floorOf(kind, name)
  const over = exception !== undefined && day > parseDay(exception.until)
  return over && floor && isLooser(target, floor.target) ? floor.target : target
}
