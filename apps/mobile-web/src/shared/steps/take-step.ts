import { type AllowedStep, ApiError, type Call, type RecordKind, type Verb } from '@sims/contracts/web'
import { useMutation } from '@tanstack/react-query'
import { api, queries } from '../api.ts'
import { commandKey } from '../command-key.ts'

export interface StepRecord {
  kind: RecordKind
  id: string
  version: number
}

/** Values as the controls made them; the server checks each against its field. */
type Input = Call<'takeRequestStep'>['body']['input']

/** Takes a step of a record; the same step with the same content at the same version is one command, however often sent. */
export function useTakeStep(record: StepRecord) {
  return useMutation({
    mutationFn: ({ step, input }: { step: AllowedStep; input: Record<string, unknown> }) => {
      const body = { step: step.key, version: record.version, input: input as Input }
      const call = { params: { id: record.id }, body, key: commandKey(record.id, body) }
      return record.kind === 'serviceRequest' ? api('takeRequestStep', call) : api('takeOrderStep', call)
    },
    onSettled: (_, error) => {
      // after a conflict too: the page then shows what the other person did
      if (error && !(error instanceof ApiError)) return
      for (const name of ['getRequest', 'listRequests', 'getOrder', 'listOrders'])
        void queries.invalidateQueries({ queryKey: [name] })
    },
  })
}

/** Steps that lead on come first and are drawn full; the first of these that is allowed is the one. */
const leading: Verb[] = [
  'respond',
  'claim',
  'take',
  'start',
  'resume',
  'reportDone',
  'agreePrice',
  'quotePrice',
  'rate',
  'settle',
  'closeOrder',
]
/** Steps that undo or give up; they ask before they act, even without a form. */
const grave: Verb[] = ['withdraw', 'cancel', 'return', 'forceClose', 'merge', 'reopen', 'declinePrice']

export const isGrave = (step: AllowedStep): boolean => grave.includes(step.verb)

/** The step that the page offers first, and the others in the order the server gives. */
export function sorted(allowed: AllowedStep[]): { first: AllowedStep | undefined; others: AllowedStep[] } {
  const verb = leading.find((one) => allowed.some((step) => step.verb === one))
  const first = allowed.find((step) => step.verb === verb)
  return { first, others: allowed.filter((step) => step !== first) }
}
