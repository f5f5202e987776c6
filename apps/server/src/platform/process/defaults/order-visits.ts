import type { Role, Verb } from '../definition.ts'
import { effect, field, fieldStaff, names, note, option, step } from './parts.ts'

/**
 * Work in somebody's home: a time agreed with the customer, both reminded an hour before; nobody there is recorded with a
 * picture, and the order waits until the next time that is agreed. The company's own limits stand still meanwhile, what was
 * promised to the customer does not.
 */
const leaders: Role[] = ['agent', 'steward', 'dispatcher', 'teamLead', 'communityManager']
const open = ['pooled', 'assigned', 'taken', 'suspended']
const atHome = { name: 'factIn', params: { field: 'entry', in: [true] } }
const tell = (notice: string) => [effect('notifyRequester', { notice }), effect('notifyAssignee', { notice })]

export const visitSteps = [
  step({
    key: 'arrangeVisit',
    verb: 'arrange',
    from: open,
    to: null,
    roles: [...fieldStaff, ...leaders],
    guards: [{ name: 'byAssignee', params: { or: leaders } }, atHome],
    form: [
      field('visitFrom', 'dateTime', '最早到达', 'Not before', { required: true }),
      field('visitTo', 'dateTime', '最晚到达', 'Not after', { required: true }),
      field('way', 'choice', '如何与客户约定', 'How it was agreed', {
        required: true,
        options: [
          option('phone', '电话', 'By phone'),
          option('visit', '当面', 'In person'),
          option('message', '短信或微信', 'By message'),
        ],
      }),
      note,
    ],
    effects: [effect('keepVisit'), ...tell('visitArranged')],
    names: names('约定上门时间', 'Agree on a visit'),
  }),
  step({
    key: 'nobodyHome',
    verb: 'nobodyHome',
    from: ['taken'],
    to: 'suspended',
    roles: fieldStaff,
    guards: [{ name: 'byAssignee' }, atHome],
    form: [field('photosDoor', 'photos', '门口照片', 'Photo of the door', { required: true }), note],
    effects: [
      effect('countNobodyHome'),
      effect('notifyRequester', { notice: 'visitNobodyHome' }),
      effect('notifyRoles', { notice: 'orderNobodyHome', roles: ['dispatcher', 'agent'] }),
    ],
    names: names('无人在家', 'Nobody at home'),
  }),
  step({
    key: 'remindVisit',
    verb: 'inform',
    from: open,
    to: null,
    trigger: 'system',
    effects: tell('visitReminder'),
    names: names('提醒上门时间', 'Reminded of the visit'),
  }),
  step({
    key: 'visitBegins',
    verb: 'inform',
    from: open,
    to: null,
    trigger: 'system',
    effects: [effect('notifyAssignee', { notice: 'visitNow' })],
    names: names('到约定上门时间', 'The time of the visit'),
  }),
  step({
    key: 'resumeForVisit',
    verb: 'resume',
    from: ['suspended'],
    to: 'taken',
    trigger: 'system',
    names: names('到约定时间，自动恢复', 'Goes on at the agreed time'),
  }),
]

/** What is filled in at the door. */
export const entryFields = [
  field('badgeShown', 'boolean', '已出示工牌', 'Badge shown', { if: { field: 'entry', in: [true] } }),
  field('companion', 'person', '同行人（该户须两人上门）', 'Second person, whom this home asks for', {
    required: true,
    if: { field: 'secondPerson', in: [true] },
  }),
]

const timer = {
  kind: 'timer' as const,
  target: { kind: 'momentField' as const, field: 'visitFrom' },
  startOn: { verbs: ['arrange' as Verb] },
  repeats: true,
  escalate: [],
}
export const visitClocks = [
  {
    ...timer,
    name: 'visit',
    names: names('约定上门', 'Visit'),
    while: ['new' as const, 'assigned' as const, 'suspended' as const],
    meetOn: { verbs: ['start' as Verb, 'nobodyHome' as Verb] },
    warn: [{ minutesBefore: 60 }],
    take: { due: 'visitBegins', warn: 'remindVisit' },
  },
  {
    ...timer,
    name: 'waitsForVisit',
    names: names('等约定上门时间', 'Waits for the visit'),
    while: ['suspended' as const],
    meetOn: { verbs: ['resume' as Verb] },
    warn: [],
    take: { due: 'resumeForVisit' },
  },
]
