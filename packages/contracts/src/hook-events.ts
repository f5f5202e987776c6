/**
 * What a web hook can tell of, by the fact in the server's own outbox. A closed list: a receiver is built against it.
 * Names are facts, in the past tense; several steps of the trade can be one of them.
 */
const facts = {
  'serviceRequest.report': 'serviceRequest.reported',
  'serviceRequest.accept': 'serviceRequest.accepted',
  'serviceRequest.triage': 'serviceRequest.triaged',
  'serviceRequest.dispatch': 'serviceRequest.dispatched',
  'serviceRequest.suspend': 'serviceRequest.suspended',
  'serviceRequest.resume': 'serviceRequest.resumed',
  'serviceRequest.answer': 'serviceRequest.answered',
  'serviceRequest.urge': 'serviceRequest.urged',
  'serviceRequest.rate': 'serviceRequest.rated',
  'serviceRequest.settle': 'serviceRequest.settled',
  'serviceRequest.reopen': 'serviceRequest.reopened',
  'serviceRequest.withdraw': 'serviceRequest.cancelled',
  'serviceRequest.cancel': 'serviceRequest.cancelled',
  'serviceRequest.merge': 'serviceRequest.merged',
  'workOrder.report': 'workOrder.created',
  'workOrder.dispatch': 'workOrder.dispatched',
  'workOrder.claim': 'workOrder.claimed',
  'workOrder.transfer': 'workOrder.transferred',
  'workOrder.return': 'workOrder.returned',
  'workOrder.start': 'workOrder.started',
  'workOrder.suspend': 'workOrder.suspended',
  'workOrder.resume': 'workOrder.resumed',
  'workOrder.reportDone': 'workOrder.reportedDone',
  'workOrder.rework': 'workOrder.sentBack',
  'workOrder.closeOrder': 'workOrder.closed',
  'workOrder.forceClose': 'workOrder.closed',
  'workOrder.cancel': 'workOrder.cancelled',
} as const

export type HookEvent = (typeof facts)[keyof typeof facts]
export const HOOK_EVENTS = [...new Set(Object.values(facts))] as [HookEvent, ...HookEvent[]]
/** What a test sends; no subscription asks for it. */
export const HOOK_TEST = 'test.sent'

/** Names of the outbox that some hook may want. */
export const HOOK_FACTS: readonly string[] = Object.keys(facts)
/** How hooks call a fact of the outbox. */
export const hookEventOf = (fact: string): HookEvent | undefined => (facts as Record<string, HookEvent>)[fact]

export const HOOK_DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type HookDeliveryState = (typeof HOOK_DELIVERY_STATES)[number]
