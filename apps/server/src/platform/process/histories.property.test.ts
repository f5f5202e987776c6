import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ClockState, isOver } from '#kernel'
import { isClosed } from './compile.ts'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import type { ClockDef, ProcessDefinition, StepDef, TriggerDef } from './definition.ts'
import { type Actor, type ProcessRecord, type StepTaken, SYSTEM } from './record.ts'
import { ASKED, after, at, ctx, filledForm, options, person, RESIDENT, recordIn, WORKER } from './testing/context.ts'
import { allowedSteps, openRecord, orThrow, transition } from './transition.ts'

// Random histories over the definitions that come with the product. What a clock may do is read from the definition
// here, in other words than the engine's.

const everybody: Actor = person(RESIDENT, 'resident', 'agent', 'communityManager', 'teamLead', 'technician')
const actors = [everybody, SYSTEM, person(WORKER, 'technician', 'teamLead')]

const isPerson = (actor: Actor) => actor.kind === 'person'
function hears(trigger: TriggerDef, step: StepDef, taken: StepTaken, actor: Actor): boolean {
  if (trigger.byPerson && !isPerson(actor)) return false
  const entered = taken.phase !== taken.fromPhase && (trigger.phases ?? []).includes(taken.phase)
  const event = step.event !== undefined && (trigger.events ?? []).includes(step.event)
  return entered || event || (trigger.verbs ?? []).includes(step.verb)
}

/** Why a clock that ran or stood may have changed its state by this step; undefined: for no reason. */
function causeOf(def: ClockDef, to: ClockState['state'], step: StepDef, taken: StepTaken, actor: Actor) {
  const left = taken.fromPhase !== null && (def.pauseOn.phases ?? []).includes(taken.fromPhase)
  switch (to) {
    case 'met':
      return hears(def.meetOn, step, taken, actor) ? 'its end' : undefined
    case 'cancelled':
      if (isClosed(taken.phase)) return 'the record is closed'
      if (def.while && !def.while.includes(taken.phase)) return 'it left its phases'
      return def.if && hears(def.startOn, step, taken, actor) ? 'its condition' : undefined
    case 'paused':
      return def.kind === 'internal' && hears(def.pauseOn, step, taken, actor) ? 'a pause' : undefined
    case 'running':
      return left || hears(def.resumeOn, step, taken, actor) ? 'the end of the pause' : undefined
  }
}

function checkClock(def: ClockDef, clock: ClockState): void {
  let cursor = clock.startedAt
  for (const pause of clock.pauses) {
    assert.ok(
      pause.from >= cursor && (pause.to ?? Infinity) >= pause.from,
      `${def.name}: pauses in order, none negative`,
    )
    cursor = pause.to ?? Infinity
  }
  assert.ok(clock.dueAt === null || clock.dueAt > clock.startedAt, `${def.name}: due after its start`)
  assert.ok((clock.endedAt ?? Infinity) >= clock.startedAt, `${def.name}: no end before the start`)
  if (clock.kind === 'promise') assert.deepEqual(clock.pauses, [], `${def.name}: nothing stops a promise`)
  if (clock.kind === 'timer') assert.equal(clock.breachedAt, null)
}

type Place = ProcessRecord & { phase: StepTaken['phase'] }

function checkStep(def: ProcessDefinition, before: ProcessRecord, now: Place, taken: StepTaken, actor: Actor) {
  const step = def.steps.find(({ key }) => key === taken.step) as StepDef
  for (const clockDef of def.clocks) {
    const old = before.clocks.find(({ name }) => name === clockDef.name)
    // what this step did to the round that was there, even when the next has begun with it
    const ended = taken.clocks.findLast(({ clock }) => clock.name === clockDef.name && clock.round === old?.round)
    if (old && ended) {
      assert.ok(!isOver(old), `${clockDef.name}: nothing changes what is over`)
      if (ended.clock.state !== old.state) {
        assert.ok(
          causeOf(clockDef, ended.clock.state, step, taken, actor),
          `${clockDef.name} ${ended.clock.state}, ${step.key}`,
        )
      }
    }
    const clock = now.clocks.find(({ name }) => name === clockDef.name)
    if (!clock) continue
    checkClock(clockDef, clock)
    const runs = !isOver(clock)
    assert.ok(!(runs && isClosed(now.phase)), `${clockDef.name} runs in ${now.phase}`)
    assert.ok(!(runs && clockDef.while && !clockDef.while.includes(now.phase)), `${clockDef.name} in ${now.phase}`)
    if (!runs) assert.equal(clock.nextFireAt, null, `${clockDef.name}: tells nothing once it is over`)
    if (runs && old && isOver(old) && clock.round === old.round) assert.fail(`${clockDef.name} came back to life`)
    if (clock.round > (old?.round ?? 0)) {
      assert.ok(hears(clockDef.startOn, step, taken, actor), `${clockDef.name} began by ${step.key}`)
    }
  }
}

for (const [kind, def] of Object.entries(DEFAULT_DEFINITIONS)) {
  const creation = def.steps.find((s) => s.from.length === 0)?.key as string
  const moves = fc.array(
    fc.record({
      pick: fc.nat(1000),
      actor: fc.constantFrom(...actors),
      minutes: fc.integer({ min: 0, max: 6000 }),
      urgency: fc.constantFrom('1', '2', '3'),
      late: fc.integer({ min: 0, max: 600 }),
    }),
    { maxLength: 40, size: 'max' },
  )

  test(`${kind}: in random histories no clock runs after the end, none stops without a cause, none is negative`, () => {
    let taken = 0
    fc.assert(
      fc.property(moves, (list) => {
        let now = at('2026-03-02 10:00')
        const opened = orThrow(
          openRecord(def, { step: creation }, everybody, ctx('2026-03-02 10:00'), recordIn('', ASKED).facts),
        )
        let record: Place = { ...after({ ...recordIn('', ASKED), options }, opened), phase: opened.phase }
        for (const { pick, actor, minutes, urgency, late } of list) {
          now += minutes * 60_000
          // what a page offers, so that a walk gets far
          const near = allowedSteps(def, record, actor, now)
          const step = near[pick % Math.max(1, near.length)]
          if (!step) continue
          const input = {
            ...filledForm(def, step.key),
            ...(step.key === 'triage' ? { urgency, major: late > 300 ? 'danger' : 'none' } : {}),
          }
          // what an offline device reports late
          const context = { ...ctx('2026-03-02 10:00'), now, occurredAt: now - late * 60_000 }
          const result = transition(def, record, { step: step.key, input }, actor, context)
          if (!result.ok) continue
          taken += 1
          const next: Place = { ...after(record, result), phase: result.phase }
          checkStep(def, record, next, result, actor)
          record = next
        }
      }),
      { numRuns: 200 },
    )
    assert.ok(taken > 300, `only ${taken} steps were taken`)
  })
}
