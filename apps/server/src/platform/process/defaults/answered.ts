import type { ProcessDefinitionInput, Role } from '../definition.ts'
import { contacts } from './contacts.ts'
import { toComplaint, toRepair } from './conversion.ts'
import { historySteps } from './history.ts'
import { desk, effect, field, names, note, option, state, step } from './parts.ts'
import {
  accepted,
  archived,
  cancelled,
  feedbackResult,
  firstResponse,
  merged,
  rated,
  reopened,
  reported,
  tell,
  tellSettled,
  urged,
  withdrawn,
} from './request-steps.ts'
import { autoSettle, progress, progressReported, settledUnanswered } from './timed.ts'

type Step = ProcessDefinitionInput['steps'][number]
interface Answered {
  kind: string
  flow: [zh: string, en: string]
  report: [zh: string, en: string]
  /** what the customer is given */
  answer: Pick<Step, 'names' | 'form'> & { roles?: Role[]; told?: Role[]; effects?: Step['effects'] }
  /** what it can turn into while nobody is content with an answer */
  turns?: ((from: string[]) => Step)[]
}

const unanswered = ['received', 'accepted']

/** A request that ends with words instead of work: received, accepted, answered, rated, settled. */
const answered = ({ kind, flow, report, answer, turns = [] }: Answered): ProcessDefinitionInput => ({
  kind,
  names: names(...flow),
  states: [
    state('received', 'new', '待受理', 'Received', 0, 0),
    state('accepted', 'accepted', '已受理', 'Accepted', 1, 0),
    state('answered', 'feedback', '已答复待评价', 'Answered, to be rated', 2, 0),
    state('rated', 'feedback', '已评价', 'Rated', 3, 0),
    state('settled', 'settled', '已办结', 'Settled', 4, 0),
    state('archived', 'archived', '已归档', 'Archived', 5, 0),
    state('cancelled', 'cancelled', '已取消', 'Cancelled', 1, 1),
  ],
  steps: [
    reported(...report),
    accepted,
    step({
      key: 'conclude',
      verb: 'answer',
      event: 'staffReply',
      from: ['accepted', 'answered'],
      to: 'answered',
      roles: answer.roles ?? desk,
      form: answer.form,
      effects: [
        tell('requestConcluded'),
        ...(answer.effects ?? []),
        ...(answer.told ? [effect('notifyRoles', { notice: 'requestPassedOn', roles: answer.told })] : []),
      ],
      names: answer.names,
    }),
    rated('answered', { zh: '答复速度', en: 'Speed' }),
    step({
      key: 'settle',
      verb: 'settle',
      from: ['answered', 'rated'],
      to: 'settled',
      roles: desk,
      trigger: 'both',
      form: [note],
      effects: tellSettled,
      names: names('办结', 'Settle'),
    }),
    reopened('accepted'),
    archived,
    withdrawn(unanswered),
    cancelled(unanswered),
    merged(unanswered),
    urged(unanswered),
    ...turns.map((turn) => turn([...unanswered, 'answered'])),
    ...contacts([...unanswered, 'answered', 'rated']),
    progressReported(['accepted']),
    ...settledUnanswered('answered', 'settled'),
    ...historySteps('received', 'answered', 'settled'),
  ],
  clocks: [firstResponse, ...feedbackResult, progress(3), autoSettle],
})

const words = (zh: string, en: string) => field('text', 'longText', zh, en, { required: true, params: { max: 2000 } })

export const inquiry = answered({
  kind: 'inquiry',
  flow: ['咨询流程', 'Inquiry'],
  report: ['咨询', 'Ask'],
  answer: {
    form: [words('答复内容', 'Answer'), field('source', 'text', '依据', 'Source', { params: { max: 200 } })],
    names: names('正式答复', 'Give the answer'),
  },
  turns: [toRepair, toComplaint],
})

export const suggestion = answered({
  kind: 'suggestion',
  flow: ['建议流程', 'Suggestion'],
  report: ['建议', 'Suggest'],
  answer: {
    form: [
      field('decision', 'choice', '处理意见', 'Decision', {
        required: true,
        options: [
          option('adopted', '采纳', 'Adopted'),
          option('partly', '部分采纳', 'Adopted in part'),
          option('kept', '留作参考', 'Kept in mind'),
          option('declined', '暂不采纳', 'Not adopted'),
        ],
      }),
      words('答复内容', 'Answer with reasons'),
    ],
    roles: [...desk, 'qualitySupervisor'],
    names: names('答复处理意见', 'Answer with a decision'),
  },
  turns: [toComplaint],
})

export const praise = answered({
  kind: 'praise',
  flow: ['表扬流程', 'Praise'],
  report: ['表扬', 'Praise'],
  answer: {
    form: [
      field('person', 'person', '受表扬的员工', 'Member of staff who is praised'),
      field('team', 'team', '受表扬的班组', 'Team that is praised'),
      words('回复客户', 'Words to the customer'),
    ],
    told: ['teamLead', 'communityManager'],
    effects: [
      effect('keepPraised', { person: 'person', team: 'team' }),
      effect('notifyPraised', { notice: 'praised' }),
    ],
    names: names('转达表扬', 'Pass the praise on'),
  },
})
