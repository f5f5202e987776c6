import { field, names, step } from './parts.ts'

const answer = field('answer', 'longText', '答复内容', 'Answer', { params: { max: 32_767 } })

/**
 * The steps that imported history takes, for any kind of request: from its first state to the one in which it was
 * answered, and from either to the end. Only the server takes them (import), they tell nobody, and clocks hear the same
 * verbs as in the life of a request that was worked on here.
 */
export const historySteps = (first: string, answered: string, settled: string) => [
  step({
    key: 'answeredBefore',
    verb: 'reportDone',
    from: [first],
    to: answered,
    trigger: 'system',
    form: [answer],
    names: names('历史答复', 'Answered before'),
  }),
  step({
    key: 'settledBefore',
    verb: 'settle',
    from: [first, answered],
    to: settled,
    trigger: 'system',
    // an answer of which nobody knows the time
    form: [answer],
    names: names('历史办结', 'Settled before'),
  }),
]
