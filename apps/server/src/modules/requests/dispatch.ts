import { DomainError } from '#kernel'
import type { StepTaken } from '#platform/process'
import { categoryOf, type Rule } from '#platform/regulations'

/** Where a category's orders go to nobody by themselves, dispatching one names a person. */
export function dispatchFault({ step, values, effects }: StepTaken, rule: Rule | undefined): DomainError | undefined {
  const creates = effects.some(({ name }) => name === 'createOrder')
  if (!creates || values.assignee || !rule || categoryOf(rule).dispatch !== 'assign') return undefined
  return new DomainError('process.formInvalid', { step }, [{ path: 'input.assignee', code: 'requests.assigneeNeeded' }])
}
