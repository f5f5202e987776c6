import { isClosed } from './compile.ts'
import type { Phase, ProcessDefinition, StepDef, Verb } from './definition.ts'

/** How the work orders of a request stand after the order's step; one that is executed or suspended is open too. */
export type OrderCounts = { open: number; executing: number; suspended: number; done: number }

type Link = { when: (counts: OrderCounts) => boolean; verb: Verb; to: Phase }

const always = () => true
const allDone = ({ open, done }: OrderCounts) => open === 0 && done > 0
const noneLeft = ({ open, done }: OrderCounts) => open === 0 && done === 0
const allSuspended = ({ open, suspended }: OrderCounts) => open > 0 && suspended === open
const noneExecuting = ({ executing }: OrderCounts) => executing === 0

const finish: Link[] = [{ when: allDone, verb: 'reportDone', to: 'feedback' }]
const drop: Link[] = [...finish, { when: noneLeft, verb: 'return', to: 'accepted' }]
const stall: Link[] = [{ when: allSuspended, verb: 'suspend', to: 'suspended' }]
/** a process without words of its own for it says that its orders are suspended */
const absent: Link[] = [{ when: allSuspended, verb: 'nobodyHome', to: 'suspended' }, ...stall]
const back = (when: Link['when']): Link[] => [{ when, verb: 'return', to: 'assigned' }]
/** what the worker and the customer say of the price at the door stands on the request */
const priced = (verb: Verb): Partial<Record<Phase, readonly Link[]>> =>
  Object.fromEntries((['assigned', 'executing', 'suspended'] as const).map((to) => [to, [{ when: always, verb, to }]]))
const again: Link[] = [{ when: always, verb: 'rework', to: 'assigned' }]
const done = { assigned: [...finish, ...stall], executing: [...finish, ...stall], suspended: finish }

/**
 * What a step of a work order does to its request: order's verb → request's phase → the request's step, named by verb
 * and by the phase it leads to. A cell that is not here does nothing. A request waits for all its orders.
 * A returned order waits in the pool, so its request stays dispatched; when the last order is cancelled, the request
 * goes back to the desk. It is suspended when all that is still open is, and goes on with the first that does.
 */
const ORDER_TO_REQUEST: Partial<Record<Verb, Partial<Record<Phase, readonly Link[]>>>> = {
  start: {
    assigned: [{ when: always, verb: 'start', to: 'executing' }],
    suspended: [{ when: always, verb: 'start', to: 'executing' }],
  },
  suspend: { assigned: stall, executing: stall },
  nobodyHome: { assigned: absent, executing: absent },
  resume: { suspended: [{ when: always, verb: 'resume', to: 'assigned' }] },
  quotePrice: priced('quotePrice'),
  agreePrice: priced('agreePrice'),
  declinePrice: priced('declinePrice'),
  reportDone: done,
  forceClose: done,
  rework: { feedback: again, followUp: again },
  return: { assigned: back(always), executing: back(noneExecuting), suspended: back(always) },
  cancel: {
    assigned: [...drop, ...stall],
    executing: [...drop, ...stall, ...back(noneExecuting)],
    suspended: drop,
  },
}

/** What a step of a request does to its work orders: request's verb → order's phase → the order's verb. */
const REQUEST_TO_ORDER: Partial<Record<Verb, Partial<Record<Phase, Verb>>>> = {
  settle: { feedback: 'closeOrder' },
  suspend: { assigned: 'suspend', executing: 'suspend' },
  resume: { suspended: 'resume' },
  rework: { feedback: 'rework' },
  ...Object.fromEntries(
    (['cancel', 'withdraw', 'merge', 'transfer', 'forceClose'] as const).map((verb) => [
      verb,
      {
        new: 'cancel',
        accepted: 'cancel',
        assigned: 'cancel',
        executing: 'cancel',
        suspended: 'cancel',
        feedback: 'closeOrder',
      },
    ]),
  ),
}

/** The step that the request must take after a step of one of its orders, or undefined when nothing follows. */
export function requestStepFor(
  definition: ProcessDefinition,
  request: { state: string; phase: Phase },
  orderVerb: Verb,
  counts: OrderCounts,
): StepDef | undefined {
  const links = ORDER_TO_REQUEST[orderVerb]?.[request.phase]?.filter(({ when }) => when(counts)) ?? []
  for (const { verb, to } of links) {
    const step = systemStep(definition, request.state, verb, to)
    if (step) return step
  }
  return undefined
}

/** The step that an order must take after a step of its request, or undefined when nothing follows. */
export function orderStepFor(
  definition: ProcessDefinition,
  order: { state: string; phase: Phase },
  requestVerb: Verb,
): StepDef | undefined {
  const verb = REQUEST_TO_ORDER[requestVerb]?.[order.phase]
  return verb && systemStep(definition, order.state, verb)
}

/** How an order in a phase counts for its request. */
function countOrder(phase: Phase): keyof OrderCounts | 'cancelled' {
  if (phase === 'cancelled') return 'cancelled'
  if (phase === 'feedback' || isClosed(phase)) return 'done'
  return phase === 'executing' || phase === 'suspended' ? phase : 'open'
}

/** Adds up the orders of a request by their phases; one that is being executed or suspended is also open. */
export function countOrders(phases: Iterable<Phase>): OrderCounts {
  const counts = { open: 0, executing: 0, suspended: 0, done: 0 }
  for (const phase of phases) {
    const as = countOrder(phase)
    if (as === 'cancelled') continue
    counts[as] += 1
    if (as === 'executing' || as === 'suspended') counts.open += 1
  }
  return counts
}

function systemStep(def: ProcessDefinition, state: string, verb: Verb, to?: Phase): StepDef | undefined {
  const phaseOf = (key: string | null) => def.states.find((s) => s.key === (key ?? state))?.phase
  // what a timer takes has a reason of its own, and never follows from another record
  const timed = new Set(def.clocks.flatMap(({ take }) => (take ? [take.due, take.warn] : [])))
  return def.steps.find(
    (s) =>
      s.trigger !== 'person' &&
      s.verb === verb &&
      s.from.includes(state) &&
      (!to || phaseOf(s.to) === to) &&
      !timed.has(s.key),
  )
}
