import type { Role } from '../definition.ts'
import { chain, desk, effect, field, names, note, reason, step } from './parts.ts'

/** What requests of every kind have in common. */
export const tell = (notice: string) => effect('notifyRequester', { notice })
const score = (key: string, zh: string, en: string) => field(key, 'rating', zh, en, { required: true })
const byRequester = [{ name: 'byRequester' }]

/** The first step, called as the kind is called; `told` hears of it beside the customer. */
export const reported = (zh: string, en: string, told: Role[] = ['agent', 'steward']) =>
  step({
    key: 'report',
    verb: 'report',
    from: [],
    to: 'received',
    roles: ['resident', ...desk],
    trigger: 'both',
    effects: [tell('requestReceived'), effect('notifyRoles', { notice: 'requestNew', roles: told })],
    names: names(zh, en),
  })

export const accepted = step({
  key: 'accept',
  verb: 'accept',
  from: ['received'],
  to: 'accepted',
  roles: desk,
  form: [note],
  effects: [tell('requestAccepted')],
  names: names('受理', 'Accept'),
})

/** The customer's rating: a step of its own that keeps the phase, so that a person settles after reading it. */
export const rated = (from: string, speed: { zh: string; en: string }) =>
  step({
    key: 'rate',
    verb: 'rate',
    from: [from],
    to: 'rated',
    roles: ['resident'],
    guards: byRequester,
    form: [
      score('overall', '综合评价', 'Overall'),
      score('speed', speed.zh, speed.en),
      score('service', '服务态度', 'Service'),
      field('text', 'longText', '评价内容', 'In your words', { params: { max: 1000 } }),
    ],
    effects: [effect('keepForm'), effect('notifyRoles', { notice: 'requestRated', roles: ['agent', 'steward'] })],
    names: names('评价', 'Rate'),
  })

export const archived = step({
  key: 'archive',
  verb: 'archive',
  from: ['settled'],
  to: 'archived',
  roles: ['agent', 'archivist'],
  trigger: 'both',
  names: names('归档', 'Archive'),
})

export const withdrawn = (from: string[]) =>
  step({
    key: 'withdraw',
    verb: 'withdraw',
    from,
    to: 'cancelled',
    roles: ['resident'],
    guards: byRequester,
    form: [field('reason', 'text', '撤回原因', 'Reason', { params: { max: 200 } })],
    effects: [effect('notifyRoles', { notice: 'requestWithdrawn', roles: ['agent', 'steward'] })],
    names: names('撤回', 'Withdraw'),
  })

export const cancelled = (from: string[]) =>
  step({
    key: 'cancel',
    verb: 'cancel',
    from,
    to: 'cancelled',
    roles: ['agent', 'communityManager'],
    form: [reason],
    effects: [tell('requestCancelled')],
    names: names('取消', 'Cancel'),
  })

/**
 * The customer is not content after all, or the desk learns that it is not solved; it goes on where `to` says. Later than
 * 30 days after it was settled the matter is a new one, with promises of its own.
 */
export const reopened = (to: string) =>
  step({
    key: 'reopen',
    verb: 'reopen',
    from: ['settled'],
    to,
    roles: ['resident', 'agent', 'communityManager'],
    guards: [...byRequester, { name: 'within', params: { days: 30, of: 'settled' } }],
    form: [reason],
    effects: [tell('requestReopened'), effect('notifyAssignee', { notice: 'requestReopenedDesk', roles: ['agent'] })],
    names: names('重开', 'Reopen'),
  })

/** The same matter as an older request of the community: it goes on there, and its customer follows it there. */
export const merged = (from: string[]) =>
  step({
    key: 'merge',
    verb: 'merge',
    from,
    to: 'cancelled',
    roles: desk,
    form: [field('into', 'request', '并入单号', 'Number of the other', { required: true }), reason],
    effects: [effect('mergeInto', { field: 'into' }), tell('requestMerged')],
    names: names('合并', 'Merge'),
  })

/** Whoever waits for a request is told that it is settled: its customer, and those of the requests merged into it. */
export const tellSettled = [tell('requestSettled'), effect('notifyMerged', { notice: 'requestMergedSettled' })]

/** An end that a manager answers for, when the usual one cannot be reached. Never for complaints. */
export const forceClosed = (from: string[]) =>
  step({
    key: 'forceClose',
    verb: 'forceClose',
    from,
    to: 'settled',
    roles: ['communityManager'],
    form: [reason],
    effects: tellSettled,
    names: names('强制办结', 'Force close'),
  })

export const urged = (from: string[]) =>
  step({
    key: 'urge',
    verb: 'urge',
    from,
    to: null,
    roles: ['resident', 'agent', 'steward'],
    guards: byRequester,
    form: [field('text', 'text', '补充说明', 'Message', { params: { max: 200 } })],
    effects: [
      effect('notifyRoles', { notice: 'requestUrged', roles: ['agent', 'steward'] }),
      effect('notifyAssignee', { notice: 'requestUrged' }),
    ],
    names: names('催单', 'Urge'),
  })

/** First response within 24 h (the Specification §3.3.2): an automatic receipt is none; a person accepts, or has talked. */
export const firstResponse = {
  name: 'firstResponse',
  names: names('首次响应', 'First response'),
  kind: 'promise' as const,
  target: { kind: 'elapsedHours' as const, hours: 24 },
  startOn: { verbs: ['report' as const] },
  meetOn: { verbs: ['accept' as const], events: ['talk' as const], byPerson: true },
  warn: [{ fraction: 0.75 }],
  escalate: chain,
}

/**
 * What is urgent outside duty hours calls those on duty, one after the other, until a person accepts. Whom, after how many
 * minutes and until when is the duty chain's; the target here is for a company without one.
 */
export const dutyCall = {
  name: 'dutyCall',
  names: names('值班受理', 'Taken up by the duty'),
  kind: 'internal' as const,
  target: { kind: 'elapsedHours' as const, hours: 1 },
  startOn: { verbs: ['report' as const] },
  if: { field: 'urgency', in: ['1'] },
  rings: true,
  // what leaves phase new without a person, as imported history does, needs nobody any more
  while: ['new' as const],
  meetOn: { verbs: ['accept' as const], byPerson: true },
  warn: [{ atStart: true as const }],
  escalate: [],
  anyHour: { field: 'urgency', in: ['1'] },
}

/** Result within 7 working days, handled within 30 days (the Specification §3.3.2, §4.4.2). */
export const feedbackResult = [
  {
    name: 'result',
    names: names('答复结果', 'Result'),
    kind: 'promise' as const,
    target: { kind: 'workingDays' as const, days: 7 },
    startOn: { verbs: ['report' as const] },
    meetOn: { phases: ['feedback' as const] },
    warn: [{ fraction: 0.75 }],
    escalate: chain,
  },
  {
    name: 'handled',
    names: names('处理完毕', 'Handled'),
    kind: 'promise' as const,
    target: { kind: 'elapsedHours' as const, hours: 30 * 24 },
    startOn: { verbs: ['report' as const] },
    meetOn: { phases: ['settled' as const] },
    warn: [{ fraction: 0.9 }],
    escalate: chain,
  },
]
