import { ApiError } from '@sims/contracts/web'

/** The phases of the way through, in their order: the step that ends each, and what people read for it. */
export const PHASES = [
  ['report', 'reported'],
  ['accept', 'accepted'],
  ['triage', 'triaged'],
  ['dispatch', 'dispatched'],
  ['take', 'taken by the technician'],
  ['start', 'started'],
  ['reportDone', 'reported done'],
  ['rate', 'rated'],
  ['settle', 'settled'],
] as const
export type PhaseKey = (typeof PHASES)[number][0]

/** Why a message stopped, and where. */
export interface Refusal {
  number: string
  phase: PhaseKey
  reason: string
}

/** What a run has done so far. */
export class Tally {
  readonly #passed = new Map<PhaseKey, number>()
  readonly refusals: Refusal[] = []
  /** steps that an earlier run had taken already */
  before = 0
  finished = 0

  passed(phase: PhaseKey, earlier = false): void {
    this.#passed.set(phase, this.of(phase) + 1)
    if (earlier) this.before++
  }

  of(phase: PhaseKey): number {
    return this.#passed.get(phase) ?? 0
  }

  refused(number: string, phase: PhaseKey, error: unknown): void {
    this.refusals.push({ number, phase, reason: reasonOf(error) })
  }
}

/** A refusal in one line: status, code, and every faulty field. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  const { status, code, detail, fields = [] } = error.problem
  const faults = fields.map((field) => `${field.path}: ${field.message}`).join('; ')
  return `${status} ${code} ${detail}${faults ? ` (${faults})` : ''}`
}
