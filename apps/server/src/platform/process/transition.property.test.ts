import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from '@sims/contracts'
import fc from 'fast-check'
import { isOver } from '#kernel'
import { isClosed } from './compile.ts'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { type Actor, type ProcessRecord, SYSTEM } from './record.ts'
import {
  ASKED,
  after,
  at,
  ctx,
  filledForm,
  options,
  person,
  RESIDENT,
  recordIn,
  replaced,
  WORKER,
} from './testing/context.ts'
import { allowedSteps, happened, openRecord, orThrow, transition } from './transition.ts'

const who: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(SYSTEM),
  fc.constant(person(RESIDENT, 'resident', 'agent', 'teamLead', 'technician')),
  fc
    .tuple(fc.constantFrom(RESIDENT, WORKER), fc.subarray([...ROLES], { minLength: 1, maxLength: 4 }))
    .map(([id, roles]) => person(id, ...roles)),
)
const events = ['talk', 'customerReply', 'staffReply', 'progressReport'] as const

for (const kind of Object.keys(DEFAULT_DEFINITIONS) as (keyof typeof DEFAULT_DEFINITIONS)[]) {
  const def = DEFAULT_DEFINITIONS[kind]
  const creation = def.steps.find((s) => s.from.length === 0)?.key as string
  const moves = fc.array(
    fc.tuple(
      fc.constantFrom(...def.steps.map((s) => s.key), ...events),
      who,
      fc.integer({ min: 0, max: 3000 }),
      fc.constantFrom('1', '2', '3'),
    ),
    { maxLength: 60, size: 'max' },
  )

  test(`${kind}: on random walks buttons and steps agree, nothing is mutated, and no clock runs in a closed phase`, () => {
    let closed = 0
    fc.assert(
      fc.property(moves, (list) => {
        let now = at('2026-03-02 10:00')
        const opened = orThrow(
          openRecord(def, { step: creation }, SYSTEM, { ...ctx('2026-03-02 10:00') }, recordIn('', ASKED).facts),
        )
        let record: ProcessRecord = after(
          { ...recordIn('', { ...ASKED, assigneeId: kind === 'workOrder' ? null : WORKER }), options },
          opened,
        )
        for (const [key, actor, minutes, urgency] of list) {
          now += minutes * 60_000
          const context = { ...ctx('2026-03-02 10:00'), now }
          const frozen = JSON.stringify(record)
          if ((events as readonly string[]).includes(key)) {
            const changes = happened(def, record, key as (typeof events)[number], actor, context)
            if (isClosed(phaseOf(record))) assert.deepEqual(changes, [])
            record = { ...record, clocks: replaced(record.clocks, changes) }
            continue
          }
          const input = { ...filledForm(def, key), ...(key === 'triage' ? { urgency } : {}) }
          const result = transition(def, record, { step: key, input, expectedVersion: record.version }, actor, context)
          assert.equal(
            result.ok,
            allowedSteps(def, record, actor, now).some((s) => s.key === key),
          )
          assert.equal(JSON.stringify(record), frozen)
          if (!result.ok) continue
          record = after(record, result)
          if (!isClosed(result.phase)) continue
          closed += 1
          assert.ok(record.clocks.every((c) => isOver(c) && c.nextFireAt === null))
        }
      }),
      { numRuns: 300 },
    )
    assert.ok(closed > 10, `only ${closed} walks came to an end`)
  })

  function phaseOf(record: ProcessRecord) {
    return def.states.find((s) => s.key === record.state)?.phase ?? 'new'
  }
}
