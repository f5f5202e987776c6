import type { Role } from '@sims/contracts'
import { DAY, type EpochMs } from '#kernel'
import { holds } from './condition.ts'
import type { ConditionDef } from './definition.ts'
import type { Actor, ProcessRecord } from './record.ts'

/** Facts to judge by; true lets the step pass. `roles` are the step's; `now` is the receipt of the command. */
export type Guard = (
  actor: Actor,
  record: ProcessRecord,
  roles: readonly Role[],
  params: Params,
  now: EpochMs,
) => boolean
type Params = Readonly<Record<string, unknown>>

/** The clocks of the follow-up visit, see `defaults/follow-up.ts`. */
export const FOLLOW_UP_CLOCKS: readonly string[] = ['followUp', 'followUpUnrated']

const isCalling = ({ clocks }: ProcessRecord, clock: unknown) =>
  clocks.some(({ name, state }) => name === clock && state === 'running')
const isSystem = (actor: Actor) => actor.kind === 'system'

/**
 * The guards that a definition may name. They judge actor, record and time, never the form, so that the buttons on a page
 * and the step itself follow one rule.
 */
export const GUARDS: Readonly<Record<string, Guard>> = {
  /** A resident only on a request of his own; staff roles of the same step act for the customer. */
  byRequester: (actor, record, roles) =>
    isSystem(actor) ||
    actor.roles.some((role) => role !== 'resident' && roles.includes(role)) ||
    (actor.id === record.facts.requesterId && actor.id !== null),
  /** Only the person to whom the record is assigned, or who holds one of the roles: params {or: [...]}. */
  byAssignee: (actor, record, _roles, { or }) =>
    isSystem(actor) ||
    (actor.id !== null && actor.id === record.facts.assigneeId) ||
    (Array.isArray(or) && actor.roles.some((role) => or.includes(role))),
  /** Anybody but the person to whom the record is assigned. */
  notAssignee: (actor, { facts }) => isSystem(actor) || actor.id !== (facts.assigneeId ?? null),
  /** A clock calls the duty now, and nobody has answered: params {clock}. */
  calling: (_actor, record, _roles, { clock }) => isCalling(record, clock),
  /** It does not call already: params {clock}. */
  notCalling: (_actor, record, _roles, { clock }) => !isCalling(record, clock),
  /** Somebody passed it on to the assignee, who has not taken it yet. */
  transferred: (_actor, { facts }) => (facts.transferredFrom ?? null) !== null,
  /** Nobody is assigned. */
  unassigned: (_actor, record) => (record.facts.assigneeId ?? null) === null,
  /** Who has the skill that the work asks for, or does repairs of every trade (`general`). */
  skilled: (actor, { facts }) =>
    isSystem(actor) ||
    (facts.skill ?? null) === null ||
    (actor.skills ?? []).some((skill) => skill === facts.skill || skill === 'general'),
  /** All work orders of the request are done, closed or cancelled: a request waits for all of them. */
  noOpenOrders: (_actor, record) => (record.facts.openOrders ?? 0) === 0,
  /** The request has a work order that is still to be done. */
  openOrders: (_actor, record) => (record.facts.openOrders ?? 0) > 0,
  /** What a clock waits for has happened, in time or late: params {clock}. */
  clockMet: (_actor, record, _roles, { clock }) =>
    record.clocks.some(({ name, state }) => name === clock && state === 'met'),
  /** No follow-up visit is owed: the category asks for none, or somebody has spoken with the customer. */
  followedUp: (_actor, record) =>
    !record.clocks.some(
      ({ name, state }) => FOLLOW_UP_CLOCKS.includes(name) && (state === 'running' || state === 'paused'),
    ),
  /** A fact of the record has one of the values: params {field, in: [...]}. */
  factIn: (_actor, record, _roles, { field, in: values }) =>
    Array.isArray(values) && holds({ field: String(field), in: values }, record.facts),
  /**
   * The customer has agreed to the last quote, or nothing is to be paid. params {unless?: {field, in}}: a case in which
   * the work is done all the same, such as danger.
   */
  priceAgreed: (_actor, { facts }, _roles, { unless }) =>
    !['none', 'quoted', 'declined'].includes(String(facts.price)) ||
    (unless !== undefined && holds(unless as ConditionDef, facts)),
  /** Every permit that the work needs is issued to whoever does it, and valid now. */
  permitsInForce: (_actor, { facts }, _roles, _params, now) => {
    const permits = (facts.permits ?? []) as readonly { kind: string; from: EpochMs; to: EpochMs }[]
    const needed = (facts.permitKinds ?? []) as readonly string[]
    return needed.every((kind) => permits.some((one) => one.kind === kind && one.from <= now && now < one.to))
  },
  /** No permit of the order is open. */
  permitsClosed: (_actor, { facts }) => Number(facts.permitsOpen ?? 0) === 0,
  /** A permit of the order is to be closed. */
  permitToClose: (_actor, { facts }) => Number(facts.permitsOpen ?? 0) > 0,
  /** Somebody else has applied for a permit: nobody decides on their own. */
  permitToDecide: (actor, { facts }) =>
    ((facts.applicants ?? []) as readonly string[]).some((applicant) => applicant !== actor.id),
  /** Not longer than so many times 24 hours after something happened: params {days, of: 'settled'}. */
  within: (_actor, { facts }, _roles, { days, of }, now) => {
    const since = facts[`${String(of)}At`]
    return typeof since !== 'number' || now <= since + Number(days) * DAY
  },
}

/** Guards whose refusal says more than that it is not the time: the code of the error, which gets the guard's params. */
export const GUARD_ERRORS: Readonly<Record<string, string>> = {
  followedUp: 'process.followUpOwed',
  permitsClosed: 'process.permitOpen',
  permitsInForce: 'process.permitMissing',
  priceAgreed: 'process.priceNotAgreed',
  within: 'process.tooLate',
}

/**
 * The effects that a definition may name; the module that owns the record carries them out in the same transaction.
 * The text says what each does, for the administrator who edits a definition.
 */
export const EFFECTS: Readonly<Record<string, { 'zh-CN': string; en: string }>> = {
  createOrder: { 'zh-CN': '生成工单', en: 'Create a work order' },
  assignFromForm: { 'zh-CN': '指派给表单所选人员', en: 'Assign to the person of the form' },
  assignActor: { 'zh-CN': '指派给操作人', en: 'Assign to the person who acts' },
  keepSender: { 'zh-CN': '记下转出人', en: 'Keep who passes it on' },
  assignSender: { 'zh-CN': '退回转出人', en: 'Give back to whoever passed it on' },
  keepDeparture: { 'zh-CN': '记下出发时间', en: 'Keep when the assignee set out' },
  keepVisit: { 'zh-CN': '记下约定的上门时间', en: 'Keep the time of the visit' },
  countNobodyHome: { 'zh-CN': '计入无人在家次数', en: 'Count that nobody was there' },
  keepEntry: { 'zh-CN': '记下入户情况', en: 'Keep how the home was entered' },
  confirmBadge: { 'zh-CN': '记下客户已核对工牌', en: 'Keep that the customer has seen the badge' },
  countSilence: { 'zh-CN': '计入逾期未接单次数', en: 'Count that it was not taken in time' },
  keepParts: { 'zh-CN': '记下所用配件', en: 'Keep which parts were used' },
  requirePermit: { 'zh-CN': '记下所需作业票', en: 'Keep which permit is needed' },
  askPermit: { 'zh-CN': '登记作业票申请', en: 'Keep the application for a permit' },
  issuePermit: { 'zh-CN': '签发作业票', en: 'Issue the permit' },
  refusePermit: { 'zh-CN': '驳回作业票', en: 'Refuse the permit' },
  closePermit: { 'zh-CN': '关闭作业票', en: 'Close the permit' },
  unassign: { 'zh-CN': '取消指派', en: 'Assign to nobody' },
  keepForm: { 'zh-CN': '表单内容写入记录', en: 'Write the form into the record' },
  keepPrice: {
    'zh-CN': '报价及客户意见写入请求',
    en: 'Write the quote and what the customer says to it into the request',
  },
  hideFrom: { 'zh-CN': '对表单所选人员保密', en: 'Hide from the person of the form' },
  showTo: { 'zh-CN': '解除对表单所选人员的保密', en: 'No longer hide from the person of the form' },
  openToDesk: { 'zh-CN': '不再限处理人可见', en: 'No longer keep it for those who handle complaints' },
  keepPraised: { 'zh-CN': '记下受表扬的人员和班组', en: 'Keep which person and team are praised' },
  answerJoined: {
    'zh-CN': '作为给已并入各单客户的答复',
    en: 'Keep the text as the answer to the customers of those merged into it',
  },
  mergeInto: { 'zh-CN': '并入表单所填的单', en: 'Go on in the request of the form' },
  convertTo: { 'zh-CN': '转为另一类型的新单', en: 'Go on as a new request of another kind' },
  notifyRequester: { 'zh-CN': '通知客户', en: 'Tell the customer' },
  notifyAssignee: { 'zh-CN': '通知处理人', en: 'Tell the assignee' },
  notifyPrevious: { 'zh-CN': '通知原处理人', en: 'Tell whoever had it before' },
  notifyMerged: { 'zh-CN': '通知已并入各单的客户', en: 'Tell the customers of those merged into it' },
  notifyPraised: { 'zh-CN': '通知受表扬的人员或班组', en: 'Tell the person or team that is praised' },
  notifyRoles: { 'zh-CN': '通知指定角色', en: 'Tell the holders of roles' },
}

/** The field in which a step that turns a request into another kind asks for its category there. */
export const categoryField = (kind: string) => `${kind}Category`

/**
 * What the modules tell of their records, for guards and for conditions of clocks to ask; besides, every field of a
 * form may be asked for.
 */
export const FACTS = {
  serviceRequest: [
    'requesterId',
    'openOrders',
    'urgency',
    'impact',
    'privatePart',
    'inWarranty',
    'major',
    'category',
    'followUp',
    'price',
    'quote',
    'settledAt',
    'named',
    'keptFor',
    'concerns',
    'joined',
    'joinedOpen',
    'badgeOpen',
  ],
  workOrder: [
    'assigneeId',
    'transferredFrom',
    'departed',
    'skill',
    'priority',
    'photos',
    'acceptance',
    'entry',
    'secondPerson',
    'permitHeld',
    'permitEnds',
    'price',
    'quote',
    'urgency',
  ],
} as const
