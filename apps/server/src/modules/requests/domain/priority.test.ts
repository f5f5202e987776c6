import assert from 'node:assert/strict'
import { test } from 'node:test'
import { priorityOf } from './priority.ts'

test('a wider impact or a higher urgency never lowers the priority', () => {
  for (let urgency = 1; urgency <= 3; urgency++) {
    for (let impact = 1; impact <= 3; impact++) {
      const here = priorityOf(urgency, impact)
      if (urgency < 3) assert.ok(here <= priorityOf(urgency + 1, impact))
      if (impact < 3) assert.ok(here <= priorityOf(urgency, impact + 1))
    }
  }
  assert.equal(priorityOf(1, 1), 1)
  assert.equal(priorityOf(3, 3), 4)
})

test('what is not a level is refused', () => {
  assert.throws(() => priorityOf(0, 1), RangeError)
  assert.throws(() => priorityOf(1, 4), RangeError)
})
