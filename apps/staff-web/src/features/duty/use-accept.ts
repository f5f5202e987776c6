import type { DutyCall, Verb } from '@sims/contracts/web'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, recordReads } from '../../shared/api.ts'

/** What a person does to take up a request, or an order, that calls. */
const taking: readonly Verb[] = ['accept', 'claim', 'take', 'respond']

/** Takes up what calls by the step that the record allows; where that needs a form, `open` shows the record. */
export function useAccept(call: DutyCall, open: () => void) {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: async () => {
      const params = { id: call.id }
      const isOrder = call.recordKind === 'workOrder'
      const record = await (isOrder ? api('getOrder', { params }) : api('getRequest', { params }))
      const step = record.allowed.find(
        ({ verb, form }) => taking.includes(verb) && !form.some((field) => field.required),
      )
      if (!step) return open()
      const body = { step: step.key, version: record.version, input: {} }
      // the same answer at the same version is one command
      const key = `${call.id}.${record.version}.${step.key}`
      await (isOrder ? api('takeOrderStep', { params, body, key }) : api('takeRequestStep', { params, body, key }))
    },
    onSettled: () =>
      Promise.all([...recordReads, 'listDutyCalls'].map((read) => client.invalidateQueries({ queryKey: [read] }))),
  })
  return { ...mutation, run: () => mutation.mutateAsync() }
}
