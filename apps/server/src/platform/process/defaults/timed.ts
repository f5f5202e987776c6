import type { Phase, Verb } from '../definition.ts'
import { names, step } from './parts.ts'
import { tell } from './request-steps.ts'

/** What happens to requests by the course of time alone: the steps, and the timers that call for them. */

const inProgress: Phase[] = ['accepted', 'assigned', 'executing', 'suspended']
/** the customer has heard from a person, or of how things stand */
const heard = { events: ['talk' as const, 'staffReply' as const, 'progressReport' as const] }

/** Tells the customer that the request is being worked on; in the states `from`, after acceptance. */
export const progressReported = (from: string[]) =>
  step({
    key: 'reportProgress',
    verb: 'inform',
    event: 'progressReport',
    from,
    to: null,
    trigger: 'system',
    effects: [tell('requestProgress')],
    names: names('告知进度', 'Progress told'),
  })

/**
 * The customer hears at least every so many working days how the request stands, even when nothing has changed. Whenever
 * somebody has talked with or written to the customer, the days count anew.
 */
export const progress = (days: number) => ({
  name: 'progress',
  names: names('定期告知进度', 'Regular progress report'),
  kind: 'timer' as const,
  target: { kind: 'workingDays' as const, days },
  startOn: { phases: inProgress, ...heard },
  repeats: true,
  while: inProgress,
  meetOn: heard,
  warn: [],
  escalate: [],
  take: { due: 'reportProgress' },
})

/** Without an answer the request is settled 7 × 24 h after it was reported done; the customer is reminded on day 5. */
export const settledUnanswered = (from: string, to: string, guards: { name: string }[] = []) => [
  step({
    key: 'remindToRate',
    verb: 'inform',
    from: [from],
    to: null,
    trigger: 'system',
    effects: [tell('requestRateReminder')],
    names: names('提醒客户评价', 'Customer reminded to rate'),
  }),
  step({
    key: 'settleUnanswered',
    verb: 'settle',
    from: [from],
    to,
    trigger: 'system',
    guards,
    effects: [tell('requestSettledUnanswered')],
    names: names('逾期未评价自动办结', 'Settled without an answer'),
  }),
]

const DAY_MINUTES = 1440

/** Never for a complaint: that is settled after a talk. */
export const autoSettle = {
  name: 'autoSettle',
  names: names('未评价自动办结', 'Settling without an answer'),
  kind: 'timer' as const,
  target: { kind: 'elapsedHours' as const, hours: 7 * 24 },
  startOn: { phases: ['feedback' as const] },
  repeats: true,
  while: ['feedback' as const],
  // whoever rates, writes or talks has answered: a person settles then
  meetOn: { verbs: ['rate' as Verb], events: ['customerReply' as const, 'talk' as const] },
  warn: [{ minutesBefore: 2 * DAY_MINUTES }],
  escalate: [],
  take: { due: 'settleUnanswered', warn: 'remindToRate' },
}
