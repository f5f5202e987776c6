import type { ProcessDefinitionInput } from '../definition.ts'
import { chain, names } from './parts.ts'

type Clock = ProcessDefinitionInput['clocks'][number]

/** A clock that a category may ask for; while it runs the request is not settled (guard `followedUp`). */
const owed = (
  name: 'followUp' | 'followUpUnrated',
  policy: 'always' | 'unrated',
  more: Pick<Clock, 'names' | 'target' | 'startOn' | 'meetOn'>,
): Clock => ({
  name,
  kind: 'internal',
  if: { field: 'followUp', in: [policy] },
  while: ['feedback'],
  repeats: true,
  warn: [{ fraction: 0.75 }],
  escalate: chain,
  ...more,
})
const days = (days: number): Clock['target'] => ({ kind: 'workingDays', days })

/**
 * The follow-up visit after work, for repairs and reports: within three working days after it was reported done somebody
 * speaks with the customer and records it (a talk). Where it is owed only without a rating, a rating does as well. What
 * ends with words (inquiry, suggestion, praise) has none: the answer was the talk, and nothing is left to look at.
 */
const visit: Pick<Clock, 'target' | 'startOn'> = { target: days(3), startOn: { verbs: ['reportDone'] } }
export const followUps: Clock[] = [
  owed('followUp', 'always', { ...visit, names: names('回访', 'Follow-up visit'), meetOn: { events: ['talk'] } }),
  owed('followUpUnrated', 'unrated', {
    ...visit,
    names: names('未评价回访', 'Follow-up visit without a rating'),
    meetOn: { verbs: ['rate'], events: ['talk'] },
  }),
]

/**
 * The same for a complaint, which nobody settles without a talk about its result anyway: what was improved is told, and a
 * day agreed on which somebody looks whether it is truly solved. Within five working days, so that the talk comes first.
 */
const improved: Pick<Clock, 'target' | 'startOn'> = { target: days(5), startOn: { phases: ['feedback'] } }
export const improvementsTold: Clock[] = [
  owed('followUp', 'always', {
    ...improved,
    names: names('约定复查', 'Agreeing on a re-check'),
    meetOn: { verbs: ['followUp'] },
  }),
  owed('followUpUnrated', 'unrated', {
    ...improved,
    names: names('未评价约定复查', 'Agreeing on a re-check without a rating'),
    meetOn: { verbs: ['rate', 'followUp'] },
  }),
]

/** What settling asks of it. */
export const followedUp = { name: 'followedUp' }
