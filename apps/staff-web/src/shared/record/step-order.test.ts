import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllowedStep, ProcessPicture, Verb } from '@sims/contracts/web'
import { orderSteps } from './step-order.ts'

const names = { 'zh-CN': '', en: '' }
const step = (key: string, verb: Verb): AllowedStep => ({ key, verb, names, form: [] })
const drawn = (key: string, verb: Verb, to: string) => ({ key, verb, from: ['triaged'], to, names })
const picture = (...steps: ProcessPicture['steps']): ProcessPicture => ({
  id: '',
  kind: '',
  version: 1,
  states: [],
  steps,
  clocks: [],
})

test('what leads on comes first, what stays next, what leads aside last', () => {
  const allowed = [
    step('cancel', 'cancel'),
    step('urge', 'urge'),
    step('triage', 'triage'),
    step('dispatch', 'dispatch'),
    step('dispatchMore', 'dispatch'),
  ]
  const definition = picture(drawn('triage', 'triage', 'triaged'), drawn('dispatch', 'dispatch', 'assigned'))
  const ordered = orderSteps(allowed, definition, 'triaged')
  assert.deepEqual(
    ordered.map(({ step: { key }, onward }) => [key, onward]),
    [
      ['dispatch', true],
      ['triage', false],
      ['dispatchMore', false],
      ['urge', false],
      ['cancel', false],
    ],
  )
})

test('without the picture every step on the straight way counts as onward', () => {
  const ordered = orderSteps([step('accept', 'accept'), step('cancel', 'cancel')], undefined, 'received')
  assert.deepEqual(
    ordered.map(({ onward }) => onward),
    [true, false],
  )
})
