import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Case } from './expect.ts'
import type { RawCall } from './raw.ts'
import type { Stage } from './stage.ts'

const REQUESTS = '/api/v1/service-requests'

/** Steps whose form, version or name is wrong, or that the state or the role does not allow. */
export async function badSteps(stage: Stage): Promise<Case[]> {
  const [resident] = stage.residents
  const id = newId()
  await resident?.api('createRequest', {
    body: { id, category: 'waterLeak', placeId: stage.homeId, description: '步骤测试' },
  })
  const path = `${REQUESTS}/${id}/steps`
  const step = (name: string, input: unknown, more: object = {}, token = stage.agent.token): RawCall => ({
    path,
    token,
    body: { step: name, version: 1, input, ...more },
  })
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }
  const form = { status: 422, code: 'process.formInvalid' }
  const notAllowed = { status: 409, code: 'process.stepNotAllowed' }
  const invalid = { status: 422, code: 'http.invalid' }
  return [
    { name: 'a step that there is not', call: step('fly', {}), status: 422, code: 'process.unknownStep' },
    { name: 'a step that the state does not allow', call: step('settle', {}), ...notAllowed },
    { name: 'a step that the role does not allow', call: step('accept', {}, {}, resident?.token), ...notAllowed },
    { name: 'a step of the system', call: step('doneByOrder', {}), ...notAllowed },
    { name: 'a stale version', call: step('accept', {}, { version: 2 }), status: 409, code: 'process.staleVersion' },
    { name: 'a version beyond all numbers', call: step('accept', {}, { version: 2 ** 60 }), status: 422 },
    {
      name: 'a field that the form has not',
      call: step('accept', { admin: true }),
      ...form,
      fields: ['input.admin fields.unknown'],
    },
    {
      name: 'NUL in a form',
      call: step('accept', { note: 'a\u0000b' }),
      ...invalid,
      fields: ['input.note fields.nul'],
    },
    {
      name: 'half a character in a form',
      call: step('accept', { note: '\ud800' }),
      ...invalid,
      fields: ['input.note fields.surrogate'],
    },
    { name: 'NUL in the name of a field', call: step('accept', { 'a\u0000': 1 }), status: 422 },
    { name: 'half a character in the name of a field', call: step('accept', { '\ud800': 1 }), status: 422 },
    {
      name: 'half a character deep in a form',
      call: step('accept', { note: [{ a: ['\udfff'] }] }),
      ...invalid,
      fields: ['input.note fields.surrogate'],
    },
    {
      name: '__proto__ in disguise',
      call: {
        path,
        token: stage.agent.token,
        body: '{"step":"accept","version":1,"input":{"\\u005f_proto__":{"note":"x"}}}',
      },
      status: [400, 422],
    },
    { name: 'half a character in the name of a step', call: step('\ud800', {}), status: 422 },
    { name: 'a form that is a list', call: step('accept', []), status: 422 },
    {
      name: 'a number where a text belongs',
      call: step('accept', { note: 1e308 }),
      ...form,
      fields: ['input.note fields.type'],
    },
    { name: 'step after step in one another', call: step('accept', { note: [[[[{ a: [] }]]]] }), ...form },
    { name: 'the step is still free: it is taken once', call: step('accept', {}), status: 200 },
    {
      name: 'a choice that is not offered, and what is missing',
      call: step('triage', { ...triage, urgency: '9', privatePart: undefined }, { version: 2 }),
      ...form,
      fields: ['input.privatePart fields.required', 'input.urgency fields.choice'],
    },
    { name: 'a triage that is right', call: step('triage', triage, { version: 2 }), status: 200 },
    {
      name: 'an assignee that there is not',
      call: step('dispatch', { assignee: newId() }, { version: 3 }, stage.dispatcher.token),
      ...form,
      fields: ['input.assignee fields.unknownReference'],
    },
    {
      name: 'a team that there is not',
      call: step('dispatch', { team: newId() }, { version: 3 }, stage.dispatcher.token),
      ...form,
      fields: ['input.team fields.unknownReference'],
    },
  ]
}
