import type { ProcessDefinitionInput } from '../definition.ts'
import { toComplaint, toRepair } from './conversion.ts'
import { followUps } from './follow-up.ts'
import { names } from './parts.ts'
import { open, repair } from './repair.ts'
import { feedbackResult, firstResponse, reported } from './request-steps.ts'
import { autoSettle, progress } from './timed.ts'

const [begin, ...rest] = repair.steps

/**
 * Something seen in a common area (报事): mostly field work like a repair, so it takes the same way; what is promised is
 * that of feedback, and how soon somebody is on the spot and a major problem solved that of a repair.
 */
export const report: ProcessDefinitionInput = {
  kind: 'report',
  names: names('报事流程', 'Report'),
  states: repair.states,
  steps: [{ ...begin, ...reported('报事', 'Report') }, ...rest, toRepair(open), toComplaint(open)],
  clocks: [
    firstResponse,
    ...repair.clocks.filter(({ name }) => ['onSite', 'major', 'dutyCall', 'recheck'].includes(name)),
    ...feedbackResult,
    progress(3),
    ...followUps,
    autoSettle,
  ],
}
