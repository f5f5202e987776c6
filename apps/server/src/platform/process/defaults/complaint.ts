import type { ProcessDefinitionInput, Role } from '../definition.ts'
import { contacts, way } from './contacts.ts'
import { followedUp, improvementsTold } from './follow-up.ts'
import { historySteps } from './history.ts'
import { chain, desk, effect, field, names, note, option, reason, state, step } from './parts.ts'
import { recheck, recheckOn, recheckSteps } from './recheck.ts'
import {
  accepted,
  archived,
  dutyCall,
  merged,
  rated,
  reopened,
  reported,
  tell,
  tellSettled,
  urged,
  withdrawn,
} from './request-steps.ts'
import { progress, progressReported } from './timed.ts'

const handlers: Role[] = ['communityManager', 'qualitySupervisor', 'executive']
/** Who speaks with whoever complains: of what is kept from the desk, those who handle it. */
const speakers: Role[] = [...desk, 'qualitySupervisor', 'executive']
/** A complaint ends after somebody has spoken with the customer about its result, never by itself. */
const talked = [{ name: 'clockMet', params: { clock: 'resultTalk' } }]
/** Whoever has joined a group complaint is answered too, before it ends. */
const ended = [...talked, { name: 'factIn', params: { field: 'joinedOpen', in: ['false'] } }]
const words = (key: string, zh: string, en: string) =>
  field(key, 'longText', zh, en, { required: true, params: { max: 2000 } })
const working = ['accepted', 'investigating', 'planned']
const open = ['received', ...working, 'answered', 'rated', 'tracking']

/**
 * Complaint (the Specification §4.2): accepted, spoken about within 24 h, investigated, planned, answered within 48 h,
 * rated, its improvement told and re-checked, settled. Whoever it is about neither sees nor handles it, from the first
 * moment on when they are named with it; until then only those who handle complaints are told. It is never
 * settled by itself nor closed by force, but after a talk about the result, and about the new one when it was reopened; what
 * proves unfounded a manager settles with reasons.
 */
export const complaint: ProcessDefinitionInput = {
  kind: 'complaint',
  names: names('投诉流程', 'Complaint'),
  states: [
    state('received', 'new', '待受理', 'Received', 0, 0),
    state('accepted', 'accepted', '已受理', 'Accepted', 1, 0),
    state('investigating', 'executing', '调查中', 'Investigated', 2, 0),
    state('planned', 'executing', '已定方案', 'Planned', 3, 0),
    state('answered', 'feedback', '已答复待评价', 'Answered, to be rated', 4, 0),
    state('rated', 'feedback', '已评价', 'Rated', 5, 0),
    state('tracking', 'followUp', '跟踪回访', 'Followed up', 6, 0),
    state('settled', 'settled', '已办结', 'Settled', 7, 0),
    state('archived', 'archived', '已归档', 'Archived', 8, 0),
    state('cancelled', 'cancelled', '已撤回', 'Withdrawn', 1, 1),
  ],
  steps: [
    reported('投诉', 'Complain', ['qualitySupervisor', 'communityManager']),
    { ...accepted, roles: speakers },
    step({
      key: 'nameConcerned',
      verb: 'triage',
      from: open,
      to: null,
      roles: speakers,
      form: [field('concerned', 'person', '被投诉人', 'Whom it is about', { required: true }), note],
      effects: [effect('hideFrom', { field: 'concerned' })],
      names: names('指明被投诉人', 'Name whom it is about'),
    }),
    step({
      key: 'unname',
      verb: 'triage',
      from: open,
      to: null,
      roles: handlers,
      guards: [{ name: 'factIn', params: { field: 'named', in: ['true'] } }],
      form: [field('concerned', 'person', '误指的人员', 'Who was named by mistake', { required: true }), reason],
      effects: [effect('showTo', { field: 'concerned' })],
      names: names('撤销指明', 'Undo the naming'),
    }),
    step({
      key: 'concernsNobody',
      verb: 'triage',
      from: open,
      to: null,
      roles: handlers,
      guards: [{ name: 'factIn', params: { field: 'keptFor', in: ['handlers', 'overseers'] } }],
      form: [reason],
      effects: [effect('openToDesk')],
      names: names('确认不涉及人员', 'It is about nobody in particular'),
    }),
    // the other party is a customer too: told nothing of who complained, nor the one who complained of what was said there
    step({
      key: 'mediate',
      verb: 'investigate',
      from: ['accepted', 'investigating', 'planned', 'answered', 'rated', 'tracking'],
      to: null,
      roles: speakers,
      guards: [{ name: 'factIn', params: { field: 'concerns', in: ['neighbour'] } }],
      form: [
        field('place', 'place', '另一方位置', 'Where the other party lives', { required: true }),
        way,
        words('said', '沟通内容（不得透露投诉人）', 'What was said (never who complained)'),
        field('outcome', 'choice', '结果', 'Outcome', {
          required: true,
          options: [
            option('agreed', '同意改正', 'They will change it'),
            option('denied', '不认可', 'They deny it'),
            option('notHome', '家中无人', 'Nobody at home'),
            option('authority', '已报社区或警方', 'Passed to the residents’ committee or police'),
          ],
        }),
      ],
      names: names('与另一方沟通', 'Speak with the other party'),
    }),
    step({
      key: 'investigate',
      verb: 'investigate',
      from: ['accepted', 'investigating'],
      to: 'investigating',
      roles: ['agent', 'steward', ...handlers],
      form: [
        field('truth', 'choice', '是否属实', 'Is it true', {
          required: true,
          options: [
            option('open', '正在核实', 'Being looked into'),
            option('true', '属实', 'True'),
            option('partly', '部分属实', 'True in part'),
            option('untrue', '不属实', 'Not true'),
          ],
        }),
        field('severity', 'choice', '严重程度', 'How serious', {
          required: true,
          options: [
            option('ordinary', '一般', 'Ordinary'),
            option('serious', '较重', 'Serious'),
            option('grave', '严重', 'Grave'),
          ],
        }),
        words('cause', '原因与经过', 'Cause and course'),
        field('photos', 'photos', '证据', 'Evidence'),
      ],
      names: names('调查核实', 'Investigate'),
    }),
    step({
      key: 'plan',
      verb: 'plan',
      from: ['investigating', 'planned'],
      to: 'planned',
      roles: handlers,
      form: [
        words('plan', '处理方案', 'Plan'),
        field('until', 'date', '完成日期', 'To be done by', { required: true }),
      ],
      names: names('制定方案', 'Make a plan'),
    }),
    step({
      key: 'conclude',
      verb: 'answer',
      event: 'staffReply',
      from: ['investigating', 'planned', 'answered'],
      to: 'answered',
      roles: ['agent', 'steward', ...handlers],
      form: [words('text', '处理结果', 'Result')],
      effects: [tell('requestConcluded')],
      names: names('答复处理结果', 'Give the result'),
    }),
    step({
      key: 'answerJoined',
      verb: 'answer',
      from: ['answered', 'rated', 'tracking'],
      to: null,
      roles: ['agent', 'steward', ...handlers],
      guards: [{ name: 'factIn', params: { field: 'joined', in: ['true'] } }],
      form: [words('text', '给各位客户的答复', 'Answer to all of them')],
      effects: [effect('answerJoined'), effect('notifyMerged', { notice: 'requestMergedAnswered' })],
      names: names('答复并入各单客户', 'Answer those who joined'),
    }),
    rated('answered', { zh: '处理速度', en: 'Speed' }),
    step({
      key: 'track',
      verb: 'followUp',
      from: ['answered', 'rated', 'tracking'],
      to: 'tracking',
      roles: ['agent', 'steward', ...handlers],
      form: [words('text', '改进措施', 'What was improved'), recheckOn],
      effects: [tell('requestImproved')],
      names: names('告知改进并跟踪', 'Tell the improvement and follow up'),
    }),
    step({
      key: 'settle',
      verb: 'settle',
      from: ['answered', 'rated'],
      to: 'settled',
      roles: ['agent', 'steward', ...handlers],
      guards: [...ended, followedUp],
      form: [note],
      effects: tellSettled,
      names: names('办结', 'Settle'),
    }),
    ...recheckSteps({
      roles: ['agent', 'steward', ...handlers],
      guards: ended,
      solved: tellSettled,
      unsolved: { verb: 'reopen', to: 'investigating', notice: 'requestReopened' },
    }),
    step({
      key: 'settleUnfounded',
      verb: 'settle',
      from: ['answered', 'rated', 'tracking'],
      to: 'settled',
      roles: handlers,
      guards: ended,
      form: [reason],
      effects: [tell('requestUnfounded'), effect('notifyMerged', { notice: 'requestMergedSettled' })],
      names: names('按不成立办结', 'Settle as unfounded'),
    }),
    { ...reopened('accepted'), roles: ['resident', 'agent', ...handlers] },
    archived,
    withdrawn(['received', 'accepted']),
    // a group complaint: several customers about the same matter, of which one leads
    { ...merged(['received', ...working]), roles: speakers, names: names('并入群体投诉', 'Join a group complaint') },
    urged(['received', ...working]),
    ...contacts(open, speakers),
    progressReported(working),
    ...historySteps('received', 'answered', 'settled'),
  ],
  clocks: [
    {
      name: 'contact',
      names: names('联系客户', 'Contact'),
      kind: 'promise',
      target: { kind: 'elapsedHours', hours: 24 },
      startOn: { verbs: ['report'] },
      meetOn: { events: ['talk'], byPerson: true },
      warn: [{ fraction: 0.5 }, { fraction: 0.75 }],
      escalate: chain,
    },
    {
      name: 'result',
      names: names('处理结果', 'Result'),
      kind: 'promise',
      target: { kind: 'elapsedHours', hours: 48 },
      startOn: { verbs: ['report', 'reopen'] },
      countFrom: 'report',
      repeats: true,
      meetOn: { phases: ['feedback'] },
      warn: [{ fraction: 0.5 }, { fraction: 0.75 }],
      escalate: chain,
    },
    {
      name: 'resultTalk',
      names: names('就结果与客户沟通', 'Talk about the result'),
      kind: 'internal',
      target: { kind: 'workingDays', days: 3 },
      startOn: { phases: ['feedback'] },
      while: ['feedback', 'followUp'],
      repeats: true,
      meetOn: { events: ['talk'], byPerson: true },
      warn: [{ fraction: 0.5 }],
      escalate: chain,
    },
    recheck,
    ...improvementsTold,
    // a complaint about a danger does not wait for the morning
    dutyCall,
    // who complains hears every working day
    progress(1),
  ],
}
