import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProcessDefinition } from '../definition.ts'
import { assertReadable, type Change, copy } from './testing.ts'
import { validateDefinition } from './validate.ts'

// biome-ignore lint/suspicious/noExplicitAny: what comes from outside has no type
const raw = (def: ProcessDefinition) => def as any

test('refused with the place and the word: unknown phase, verb, role, field type, entry; something missing; no definition', () => {
  const shape = (change: Change) =>
    validateDefinition(copy(change)).faults.map((fault) => {
      assertReadable(fault)
      return [fault.code.replace('definition.', ''), fault.path, fault.at, fault.params?.word ?? fault.params?.keys]
    })
  const at = { step: 'accept' }
  const cases: [Change, unknown[]][] = [
    [
      (d) => {
        raw(d).states[1].phase = 'flying'
      },
      ['unknownWord', 'states.1.phase', { state: 'accepted' }, 'flying'],
    ],
    [
      (d) => {
        raw(d).steps[1].verb = 'fly'
      },
      ['unknownWord', 'steps.1.verb', at, 'fly'],
    ],
    [
      (d) => {
        raw(d).steps[1].roles[0] = 'king'
      },
      ['unknownWord', 'steps.1.roles.0', at, 'king'],
    ],
    [
      (d) => {
        raw(d).steps[1].form[0].type = 'wish'
      },
      ['unknownWord', 'steps.1.form.0.type', at, 'wish'],
    ],
    [
      (d) => {
        raw(d).clocks[0].speed = 2
      },
      ['unknownKey', 'clocks.0', { clock: 'firstResponse' }, 'speed'],
    ],
    [(d) => delete raw(d).steps[1].trigger, ['missing', 'steps.1.trigger', at, undefined]],
    [
      (d) => {
        raw(d).states[1].x = 'left'
      },
      ['shape', 'states.1.x', { state: 'accepted' }, undefined],
    ],
    [(d) => delete raw(d).states[1].key, ['missing', 'states.1.key', {}, undefined]],
  ]
  for (const [change, fault] of cases) assert.deepEqual(shape(change), [fault])
  for (const bad of [null, 5, 'x', [], {}, { states: [null], steps: 'none', clocks: [{ names: 5 }] }]) {
    const { faults } = validateDefinition(bad)
    assert.ok(faults.length > 0)
    faults.forEach(assertReadable)
  }
})
