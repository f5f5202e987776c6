import type { ProcessDefinitionInput, Role } from '../definition.ts'
import { chain, effect, field, names, reason, step } from './parts.ts'

type Step = ProcessDefinitionInput['steps'][number]

/** The day on which somebody looks again whether it is truly solved. */
export const recheckOn = field('recheckOn', 'date', '复查日期', 'To be looked at again', {
  required: true,
  params: { future: true },
})

interface Recheck {
  roles: Role[]
  /** what must hold before it may end */
  guards: Step['guards']
  solved: Step['effects']
  /** what follows when it is not solved */
  unsolved: Pick<Step, 'verb' | 'to'> & { notice: string }
}

/** What was found when somebody looked again: solved, which ends it, or not, and then the work goes on. */
export const recheckSteps = ({ roles, guards, solved, unsolved }: Recheck) => [
  step({
    key: 'recheckSolved',
    verb: 'settle',
    from: ['tracking'],
    to: 'settled',
    roles,
    guards,
    form: [
      field('found', 'longText', '复查情况', 'What was found', { required: true, params: { max: 2000 } }),
      field('photos', 'photos', '复查照片', 'Photos'),
    ],
    effects: solved,
    names: names('复查已解决', 'Solved, settle'),
  }),
  step({
    key: 'recheckUnsolved',
    verb: unsolved.verb,
    from: ['tracking'],
    to: unsolved.to,
    roles,
    form: [{ ...reason, names: names('复查情况', 'What was found') }],
    effects: [effect('notifyRequester', { notice: unsolved.notice })],
    names: names('复查未解决', 'Not solved, go on'),
  }),
]

/**
 * Tracked until it is truly solved: whoever is answerable is reminded on the morning of the day that was agreed; when
 * nobody has looked by its end, it is late. Another day may be agreed; nothing but a re-check ends it otherwise.
 */
export const recheck = {
  name: 'recheck',
  names: names('复查', 'Re-check'),
  kind: 'internal' as const,
  target: { kind: 'dateField' as const, field: recheckOn.key },
  startOn: { verbs: ['followUp' as const] },
  repeats: true,
  while: ['followUp' as const],
  // another day is another round, with a reminder of its own
  meetOn: { verbs: ['settle' as const, 'rework' as const, 'reopen' as const, 'followUp' as const] },
  warn: [{ onDay: true as const }],
  escalate: chain,
}
