import type { DutyCall, Verb } from '@sims/contracts/web'
import { api } from '../../shared/api.ts'
import { commandKey } from '../../shared/command-key.ts'

/** What a person does to take up a request, or an order, that calls. */
const taking: readonly Verb[] = ['accept', 'claim', 'take', 'respond']

/** Takes up what calls by the step that the record allows. Answers whether there was one that needs no form. */
export async function accept({ recordKind, id }: DutyCall): Promise<boolean> {
  const params = { id }
  const isOrder = recordKind === 'workOrder'
  const record = await (isOrder ? api('getOrder', { params }) : api('getRequest', { params }))
  const step = record.allowed.find(({ verb, form }) => taking.includes(verb) && !form.some((field) => field.required))
  if (!step) return false
  const body = { step: step.key, version: record.version, input: {} }
  const key = commandKey(id, body)
  await (isOrder ? api('takeOrderStep', { params, body, key }) : api('takeRequestStep', { params, body, key }))
  return true
}
