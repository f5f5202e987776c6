import type { Role } from '../definition.ts'
import { effect, field, fieldStaff, names, note, step } from './parts.ts'
import { dutyCall } from './request-steps.ts'

/** A sudden event during the work, called from the order itself: who commands emergencies is told, the duty is called. */
const rescuers: Role[] = [...fieldStaff, 'dispatcher', 'teamLead', 'communityManager', 'emergencyCommander']
const anywhere = ['pooled', 'assigned', 'taken', 'started', 'suspended', 'done']

export const emergencySteps = [
  step({
    key: 'emergency',
    verb: 'emergency',
    from: ['taken', 'started', 'suspended'],
    to: null,
    roles: fieldStaff,
    guards: [{ name: 'byAssignee' }, { name: 'notCalling', params: { clock: 'emergencyCall' } }],
    form: [
      field('event', 'longText', '发生了什么', 'What has happened', { required: true, params: { max: 500 } }),
      field('photosEvent', 'photos', '现场照片', 'Photos'),
    ],
    effects: [
      effect('notifyRoles', {
        notice: 'orderEmergency',
        roles: ['emergencyCommander', 'teamLead', 'communityManager', 'dispatcher'],
      }),
    ],
    names: names('突发情况', 'Emergency'),
  }),
  step({
    key: 'respond',
    verb: 'respond',
    from: anywhere,
    to: null,
    roles: rescuers,
    guards: [{ name: 'calling', params: { clock: 'emergencyCall' } }, { name: 'notAssignee' }],
    form: [note],
    effects: [effect('notifyAssignee', { notice: 'orderRescue' })],
    names: names('响应突发情况', 'Respond to the emergency'),
  }),
]

/** Rings the duty chain at any hour, until somebody other than the worker takes it up. */
export const emergencyCall = {
  name: 'emergencyCall',
  names: names('突发情况响应', 'Emergency taken up'),
  kind: 'internal' as const,
  target: dutyCall.target,
  startOn: { verbs: ['emergency' as const] },
  rings: 'always' as const,
  repeats: true,
  meetOn: { verbs: ['respond' as const], byPerson: true },
  warn: dutyCall.warn,
  escalate: [],
}
