import type { ProcessDefinitionInput } from '../definition.ts'
import { contacts } from './contacts.ts'
import { historySteps } from './history.ts'
import { chain, desk, effect, field, fieldStaff, names, note, option, state, step } from './parts.ts'
import {
  accepted,
  archived,
  cancelled,
  firstResponse,
  rated,
  reported,
  tell,
  urged,
  withdrawn,
} from './request-steps.ts'

const levels = [option('1', '紧急', 'Urgent'), option('2', '较急', 'Soon'), option('3', '一般', 'Ordinary')]
const scopes = [
  option('1', '整栋或整个小区', 'Building or whole community'),
  option('2', '多户或公共区域', 'Several homes or a common area'),
  option('3', '单户', 'One home'),
]
const urgent = { field: 'urgency', in: ['1'] }

const open = ['received', 'accepted', 'triaged', 'assigned', 'executing']

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
        note,
      ],
      effects: [effect('keepForm')],
      names: names('评估定级', 'Triage'),
    }),
    dispatch('dispatch', ['triaged'], 'assigned', '派单', 'Dispatch'),
    dispatch('dispatchMore', ['assigned', 'executing'], null, '加派工单', 'Dispatch another order'),
    step({
      key: 'started',
      verb: 'start',
      from: ['assigned'],
      to: 'executing',
      trigger: 'system',
      effects: [tell('requestStarted')],
      names: names('开工', 'Work started'),
    }),
    step({
      key: 'returnedByOrder',
      verb: 'return',
      from: ['assigned', 'executing'],
      to: 'assigned',
      trigger: 'system',
      effects: [effect('notifyRoles', { notice: 'orderReturned', roles: ['agent', 'dispatcher'] })],
      names: names('工单退回', 'Order returned'),
    }),
    step({
      key: 'ordersCancelled',
      verb: 'return',
      from: ['assigned', 'executing'],
      to: 'triaged',
      trigger: 'system',
      effects: [effect('notifyRoles', { notice: 'ordersCancelled', roles: ['agent', 'dispatcher'] })],
      names: names('工单全部取消', 'All orders cancelled'),
    }),
    step({
      key: 'doneByOrder',
      verb: 'reportDone',
      from: ['assigned', 'executing'],
      to: 'done',
      trigger: 'system',
      guards: [{ name: 'noOpenOrders' }],
      effects: [tell('requestDone')],
      names: names('完工', 'Work done'),
    }),
    rated('done', { zh: '上门速度', en: 'Speed' }),
    step({
      key: 'settle',
      verb: 'settle',
      from: ['done', 'rated'],
      to: 'settled',
      roles: desk,
      trigger: 'both',
      guards: [{ name: 'noOpenOrders' }],
      form: [note],
      effects: [tell('requestSettled')],
      names: names('办结', 'Settle'),
    }),
    archived,
    withdrawn(['received', 'accepted', 'triaged']),
    cancelled(open),
    urged(open),
    ...contacts([...open, 'done', 'rated']),
    ...historySteps('received', 'done', 'settled'),
  ],
  clocks: [
    firstResponse,
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
      pauseOn: { phases: ['suspended'] },
      resumeOn: { events: ['customerReply'] },
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
      startOn: { verbs: ['report', 'triage'] },
      countFrom: 'report',
      meetOn: { verbs: ['reportDone'], phases: ['feedback'] },
      pauseOn: { phases: ['suspended'] },
      resumeOn: { events: ['customerReply'] },
      warn: [{ fraction: 0.75 }],
      escalate: chain,
      anyHour: urgent,
    },
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
