import { effect, field, fieldStaff, names, step } from './parts.ts'

/** On the way: whoever sets out has taken the order, and the customer may look out for somebody. */
export const departure = step({
  key: 'depart',
  verb: 'depart',
  from: ['assigned', 'taken'],
  to: 'taken',
  roles: fieldStaff,
  guards: [{ name: 'byAssignee' }, { name: 'factIn', params: { field: 'departed', in: [false] } }],
  effects: [effect('keepDeparture'), effect('notifyRequester', { notice: 'workerOnTheWay' })],
  names: names('出发', 'Set out'),
})

/** Nobody has taken it in time: the pool has it again, and who arranges work is told as well as who was silent. */
export const takenBack = step({
  key: 'takenBack',
  verb: 'return',
  from: ['assigned'],
  to: 'pooled',
  trigger: 'system',
  form: [field('assignee', 'person', '未接单人员', 'Who did not take it')],
  effects: [
    effect('unassign'),
    effect('countSilence'),
    effect('notifyPrevious', { notice: 'orderTakenBack' }),
    effect('notifyRoles', { notice: 'orderUnanswered', roles: ['dispatcher', 'teamLead'] }),
  ],
  names: names('逾期未接单，退回工单池', 'Not taken in time, back to the pool'),
})

/**
 * Runs while somebody has the order and has not taken it; how long, the category says. Whoever gets it next has the whole
 * of that time. An order that was suspended before it was taken and goes on again has a person who was asked: no timer.
 */
export const silence = {
  name: 'silence',
  names: names('接单时限', 'To be taken'),
  kind: 'timer' as const,
  target: { kind: 'openingHours' as const, hours: 1 },
  startOn: { verbs: ['dispatch' as const, 'transfer' as const] },
  repeats: true,
  while: ['assigned' as const],
  meetOn: { verbs: ['take' as const, 'depart' as const, 'dispatch' as const, 'transfer' as const] },
  warn: [],
  escalate: [],
  take: { due: 'takenBack' },
}
