import type { ProcessDefinitionInput } from '../definition.ts'
import { contacts } from './contacts.ts'
import { followedUp, followUps } from './follow-up.ts'
import { historySteps } from './history.ts'
import { majorField, majorSolved, planned } from './major.ts'
import { chain, desk, effect, field, fieldStaff, names, note, option, reason, state, step } from './parts.ts'
import { priceSteps, waitsForConsent } from './price.ts'
import { recheck, recheckOn, recheckSteps } from './recheck.ts'
import {
  accepted,
  archived,
  cancelled,
  dutyCall,
  firstResponse,
  forceClosed,
  merged,
  rated,
  reopened,
  reported,
  tell,
  tellSettled,
  urged,
  withdrawn,
} from './request-steps.ts'
import { suspension } from './suspension.ts'
import { autoSettle, progress, progressReported, settledUnanswered } from './timed.ts'

const levels = [option('1', '紧急', 'Urgent'), option('2', '较急', 'Soon'), option('3', '一般', 'Ordinary')]
const scopes = [
  option('1', '整栋或整个小区', 'Building or whole community'),
  option('2', '多户或公共区域', 'Several homes or a common area'),
  option('3', '单户', 'One home'),
]
const urgent = { field: 'urgency', in: ['1'] }

/** the states in which the work is not done yet */
export const open = ['received', 'accepted', 'triaged', 'assigned', 'executing', 'suspended']

/**
 * Repair request. The customer's rating is a step of its own that keeps the phase `feedback`: the request waits for a
 * person of the desk to settle it, who may settle without a rating after speaking with the customer, or the system may.
 */
export const repair: ProcessDefinitionInput = {
  kind: 'repair',
  names: names('报修流程', 'Repair request'),
  states: [
    state('received', 'new', '待受理', 'Received', 0, 0),
    state('accepted', 'accepted', '已受理', 'Accepted', 1, 0),
    state('triaged', 'accepted', '已定级', 'Triaged', 2, 0),
    state('assigned', 'assigned', '已派单', 'Assigned', 3, 0),
    state('executing', 'executing', '处理中', 'Being done', 4, 0),
    state('done', 'feedback', '已完工待评价', 'Done, to be rated', 5, 0),
    state('rated', 'feedback', '已评价', 'Rated', 6, 0),
    state('settled', 'settled', '已办结', 'Settled', 7, 0),
    state('archived', 'archived', '已归档', 'Archived', 8, 0),
    state('tracking', 'followUp', '跟踪复查', 'To be looked at again', 7, 1),
    state('suspended', 'suspended', '已挂起', 'Suspended', 4, 1),
    state('cancelled', 'cancelled', '已取消', 'Cancelled', 2, 1),
  ],
  steps: [
    reported('报修', 'Report'),
    accepted,
    step({
      key: 'triage',
      verb: 'triage',
      from: ['accepted', 'triaged'],
      to: 'triaged',
      roles: desk,
      form: [
        field('urgency', 'choice', '紧急程度', 'Urgency', { required: true, options: levels }),
        field('impact', 'choice', '影响范围', 'Scope of impact', { required: true, options: scopes }),
        field('category', 'choice', '类别', 'Category', { required: true }),
        field('privatePart', 'boolean', '属于业主专有部分', 'Private part', { required: true }),
        field('inWarranty', 'boolean', '在保修期内', 'In warranty', { required: true }),
        majorField,
        note,
      ],
      effects: [effect('keepForm')],
      names: names('评估定级', 'Triage'),
    }),
    dispatch('dispatch', ['triaged'], 'assigned', '派单', 'Dispatch'),
    dispatch('dispatchMore', ['assigned', 'executing', 'suspended'], null, '加派工单', 'Dispatch another order'),
    step({
      key: 'started',
      verb: 'start',
      from: ['assigned', 'suspended'],
      to: 'executing',
      trigger: 'system',
      effects: [tell('requestStarted')],
      names: names('开工', 'Work started'),
    }),
    step({
      key: 'returnedByOrder',
      verb: 'return',
      from: ['assigned', 'executing', 'suspended'],
      to: 'assigned',
      trigger: 'system',
      effects: [effect('notifyRoles', { notice: 'orderReturned', roles: ['agent', 'dispatcher'] })],
      names: names('工单退回', 'Order returned'),
    }),
    step({
      key: 'ordersCancelled',
      verb: 'return',
      from: ['assigned', 'executing', 'suspended'],
      to: 'triaged',
      trigger: 'system',
      effects: [effect('notifyRoles', { notice: 'ordersCancelled', roles: ['agent', 'dispatcher'] })],
      names: names('工单全部取消', 'All orders cancelled'),
    }),
    step({
      key: 'doneByOrder',
      verb: 'reportDone',
      from: ['assigned', 'executing', 'suspended'],
      to: 'done',
      trigger: 'system',
      guards: [{ name: 'noOpenOrders' }],
      effects: [tell('requestDone')],
      names: names('完工', 'Work done'),
    }),
    step({
      key: 'suspend',
      verb: 'suspend',
      from: ['accepted', 'triaged', 'assigned', 'executing'],
      to: 'suspended',
      roles: desk,
      form: suspension,
      effects: [tell('requestSuspended')],
      names: names('挂起', 'Suspend'),
    }),
    step({
      key: 'ordersSuspended',
      verb: 'suspend',
      from: ['assigned', 'executing'],
      to: 'suspended',
      trigger: 'system',
      effects: [
        tell('requestSuspended'),
        effect('notifyRoles', { notice: 'ordersSuspended', roles: ['agent', 'dispatcher'] }),
      ],
      names: names('工单挂起', 'Orders suspended'),
    }),
    step({
      key: 'resume',
      verb: 'resume',
      from: ['suspended'],
      to: 'assigned',
      roles: desk,
      guards: [{ name: 'openOrders' }],
      form: [note],
      effects: [tell('requestResumed')],
      names: names('恢复', 'Resume'),
    }),
    step({
      key: 'resumeAtDesk',
      verb: 'resume',
      from: ['suspended'],
      to: 'accepted',
      roles: desk,
      guards: [{ name: 'noOpenOrders' }],
      form: [note],
      effects: [tell('requestResumed')],
      names: names('恢复', 'Resume'),
    }),
    step({
      key: 'resumedByOrder',
      verb: 'resume',
      from: ['suspended'],
      to: 'assigned',
      trigger: 'system',
      effects: [tell('requestResumed')],
      names: names('工单恢复', 'Order resumed'),
    }),
    step({
      key: 'rework',
      verb: 'rework',
      from: ['done', 'rated'],
      to: 'assigned',
      roles: desk,
      form: [reason],
      effects: [tell('requestRework')],
      names: names('返工', 'Rework'),
    }),
    step({
      key: 'reworkByOrder',
      verb: 'rework',
      from: ['done', 'rated', 'tracking'],
      to: 'assigned',
      trigger: 'system',
      effects: [tell('requestRework')],
      names: names('工单返工', 'Order to be reworked'),
    }),
    rated('done', { zh: '上门速度', en: 'Speed' }),
    step({
      key: 'settle',
      verb: 'settle',
      from: ['done', 'rated'],
      to: 'settled',
      roles: desk,
      trigger: 'both',
      guards: [{ name: 'noOpenOrders' }, followedUp],
      form: [note],
      effects: tellSettled,
      names: names('办结', 'Settle'),
    }),
    step({
      key: 'track',
      verb: 'followUp',
      from: ['done', 'rated', 'tracking'],
      to: 'tracking',
      roles: desk,
      form: [
        field('text', 'longText', '复查什么（客户会看到）', 'What to look at, which the customer reads', {
          required: true,
          params: { max: 2000 },
        }),
        recheckOn,
      ],
      effects: [tell('requestTracked')],
      names: names('约定复查', 'Agree on a re-check'),
    }),
    ...recheckSteps({
      roles: desk,
      guards: [{ name: 'noOpenOrders' }],
      solved: tellSettled,
      unsolved: { verb: 'rework', to: 'assigned', notice: 'requestRework' },
    }),
    forceClosed([...open, 'done', 'rated', 'tracking']),
    reopened('triaged'),
    archived,
    withdrawn(['received', 'accepted', 'triaged']),
    cancelled(open),
    merged(open),
    urged(open),
    ...contacts([...open, 'done', 'rated', 'tracking']),
    ...priceSteps(open.slice(2)),
    planned(open.slice(2)),
    progressReported(open.slice(1)),
    ...settledUnanswered('done', 'settled', [{ name: 'noOpenOrders' }, followedUp]),
    ...historySteps('received', 'done', 'settled'),
  ],
  clocks: [
    firstResponse,
    dutyCall,
    {
      name: 'onSite',
      names: names('到场', 'On site'),
      kind: 'internal',
      target: { kind: 'openingHours', hours: 8 },
      cases: [{ when: urgent, target: { kind: 'elapsedHours', hours: 0.5 } }],
      // whether it is urgent is known at triage, but the customer has been waiting since the report
      startOn: { verbs: ['triage'] },
      countFrom: 'report',
      meetOn: { verbs: ['start'], phases: ['executing', 'feedback'] },
      pauseOn: { phases: ['suspended'], verbs: waitsForConsent.pause },
      resumeOn: { events: ['customerReply'], verbs: waitsForConsent.resume },
      warn: [{ fraction: 0.75 }],
      escalate: chain,
      anyHour: urgent,
    },
    {
      name: 'result',
      names: names('维修完成', 'Result'),
      kind: 'internal',
      target: { kind: 'workingDays', days: 3 },
      cases: [{ when: urgent, target: { kind: 'elapsedHours', hours: 24 } }],
      // opened again or to be reworked, it is promised anew
      startOn: { verbs: ['report', 'triage', 'reopen', 'rework'] },
      countFrom: 'report',
      repeats: true,
      meetOn: { verbs: ['reportDone'], phases: ['feedback'] },
      pauseOn: { phases: ['suspended'], verbs: waitsForConsent.pause },
      resumeOn: { events: ['customerReply'], verbs: waitsForConsent.resume },
      warn: [{ fraction: 0.75 }],
      escalate: chain,
      anyHour: urgent,
    },
    majorSolved,
    recheck,
    progress(3),
    ...followUps,
    autoSettle,
  ],
}

function dispatch(key: string, from: string[], to: string | null, zh: string, en: string) {
  return step({
    key,
    verb: 'dispatch',
    from,
    to,
    roles: ['agent', 'dispatcher', 'communityManager', 'teamLead'],
    form: [
      field('assignee', 'person', '处理人（不选则进入工单池）', 'Assignee (none: into the pool)', {
        params: { roles: fieldStaff },
      }),
      field('team', 'team', '班组', 'Team'),
      note,
    ],
    effects: [effect('createOrder'), tell('requestDispatched')],
    names: names(zh, en),
  })
}
