import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import type { ProcessDefinition } from './definition.ts'
import { validateDefinition } from './validate.ts'

type Change = (def: ProcessDefinition) => void
const copy = (change: Change): ProcessDefinition => {
  const def = structuredClone(DEFAULT_DEFINITIONS.repair)
  change(def)
  return def
}
const step = (def: ProcessDefinition, key: string) =>
  def.steps.find((s) => s.key === key) as ProcessDefinition['steps'][number]
const without = (def: ProcessDefinition, ...keys: string[]) => {
  def.steps = def.steps.filter((s) => !keys.includes(s.key))
}
const clock = (def: ProcessDefinition) => def.clocks[0] as ProcessDefinition['clocks'][number]
const timer = (def: ProcessDefinition, name: string) => def.clocks.find((c) => c.name === name) as object
const use = (name: string) => ({ name, params: {} })
// biome-ignore lint/suspicious/noExplicitAny: what comes from outside has no type
const raw = (def: ProcessDefinition) => def as any

const CASES: [string, Change, Record<string, unknown>[]][] = [
  [
    'a state that nothing leads to',
    (d) => without(d, 'archive'),
    [{ code: 'definition.unreachable', state: 'archived' }],
  ],
  [
    'a state that nothing leads out of',
    (d) => {
      without(d, 'rate')
      step(d, 'urge').to = 'rated'
      for (const each of d.steps) each.from = each.from.filter((from) => from !== 'rated')
    },
    [{ code: 'definition.deadEnd', state: 'rated' }],
  ],
  [
    'a state twice',
    (d) => void d.states.push({ ...d.states[0] } as never),
    [{ code: 'definition.duplicate', state: 'received' }],
  ],
  ['a step twice', (d) => void d.steps.push(step(d, 'urge')), [{ code: 'definition.duplicate', step: 'urge' }]],
  ['a clock twice', (d) => void d.clocks.push(clock(d)), [{ code: 'definition.duplicate', clock: 'firstResponse' }]],
  [
    'a field twice',
    (d) => void step(d, 'accept').form.push(...step(d, 'accept').form),
    [{ code: 'definition.duplicate', step: 'accept', params: { field: 'note' } }],
  ],
  [
    'a step without a role',
    (d) => {
      step(d, 'accept').roles = []
    },
    [{ code: 'definition.noRole', step: 'accept' }],
  ],
  [
    'a step to nowhere',
    (d) => {
      step(d, 'urge').to = 'mars'
    },
    [{ code: 'definition.unknownState', step: 'urge', params: { state: 'mars' } }],
  ],
  [
    'an unknown guard',
    (d) => {
      step(d, 'urge').guards = [use('toString')]
    },
    [{ code: 'definition.unknownGuard', step: 'urge', params: { guard: 'toString' } }],
  ],
  [
    'an unknown effect',
    (d) => {
      step(d, 'urge').effects = [use('launch')]
    },
    [{ code: 'definition.unknownEffect', step: 'urge', params: { effect: 'launch' } }],
  ],
  [
    'a creating step with another verb',
    (d) => {
      step(d, 'report').verb = 'accept'
    },
    [
      { code: 'definition.reportCreates', step: 'report' },
      { code: 'definition.clockNeverStarts', clock: 'firstResponse' },
      { code: 'definition.clockNeverStarts', clock: 'dutyCall' },
    ],
  ],
  [
    'a clock that nothing starts',
    (d) => {
      clock(d).startOn = { verbs: ['take'] }
    },
    [{ code: 'definition.clockNeverStarts', clock: 'firstResponse' }],
  ],
  [
    'a clock that nothing stops',
    (d) => {
      clock(d).meetOn = { phases: ['followUp'] }
    },
    [{ code: 'definition.clockNeverStops', clock: 'firstResponse' }],
  ],
  [
    'a clock that waits for an event which no step is',
    (d) => {
      without(d, 'reply')
      clock(d).meetOn = { events: ['customerReply'] }
    },
    [{ code: 'definition.clockNeverStops', clock: 'firstResponse' }],
  ],
  [
    'a promise that takes a step',
    (d) => {
      clock(d).take = { due: 'reportProgress' }
    },
    [{ code: 'definition.takesNoSteps', clock: 'firstResponse' }],
  ],
  [
    'a timer without a step, one that escalates, and one whose step a person takes',
    (d) => {
      Object.assign(timer(d, 'progress'), { warn: [{ fraction: 0.5 }] })
      Object.assign(timer(d, 'autoSettle'), { escalate: clock(d).escalate, take: { due: 'rate', warn: 'nothing' } })
    },
    [
      { code: 'definition.timerWithoutStep', clock: 'progress' },
      { code: 'definition.timerEscalates', clock: 'autoSettle' },
      { code: 'definition.timerStep', clock: 'autoSettle', step: 'rate' },
      { code: 'definition.timerStep', clock: 'autoSettle', step: 'nothing' },
    ],
  ],
  [
    'a clock that only a person stops, by a step of the system',
    (d) => {
      clock(d).meetOn = { verbs: ['start'], byPerson: true }
    },
    [{ code: 'definition.clockNeverStops', clock: 'firstResponse' }],
  ],
  [
    'a promise that pauses',
    (d) => {
      clock(d).pauseOn = { phases: ['executing'] }
    },
    [{ code: 'definition.promisePauses', clock: 'firstResponse' }],
  ],
  [
    'a promise in opening hours',
    (d) => {
      clock(d).target = { kind: 'openingHours', hours: 8 }
    },
    [{ code: 'definition.promiseInOpeningHours', clock: 'firstResponse' }],
  ],
  [
    'force closing a complaint',
    (d) => {
      d.kind = 'complaint'
      without(d, 'forceClose')
      step(d, 'settle').verb = 'forceClose'
    },
    [{ code: 'definition.forceCloseOfComplaint', step: 'settle' }],
  ],
]

for (const [title, change, faults] of CASES) {
  test(`refused: ${title}`, () => {
    const result = validateDefinition(copy(change))
    assert.deepEqual(result.faults, faults)
    assert.equal(result.definition, undefined)
  })
}

test('refused: no beginning, no end', () => {
  const codes = (change: Change) => validateDefinition(copy(change)).faults.map((f) => f.code)
  assert.ok(codes((d) => without(d, 'report')).includes('definition.noBeginning'))
  const endless = codes((d) => {
    for (const s of d.states) s.phase = 'executing'
  })
  assert.ok(endless.includes('definition.noEnd'))
})

test('refused: a role that nobody in the organization has', () => {
  const { faults } = validateDefinition(DEFAULT_DEFINITIONS.repair, {
    rolesInUse: new Set(['resident', 'agent', 'communityManager']),
  })
  assert.deepEqual(faults, [])
  const few = validateDefinition(DEFAULT_DEFINITIONS.repair, {
    rolesInUse: new Set(['agent', 'communityManager']),
  }).faults
  assert.deepEqual(
    few.map((f) => [f.code, f.step]),
    [
      ['definition.roleOfNobody', 'rate'],
      ['definition.roleOfNobody', 'withdraw'],
      ['definition.roleOfNobody', 'reply'],
    ],
  )
})

test('refused with the place: unknown phase, verb, role, field type, extra keys, anything that is no definition', () => {
  const shape = (change: Change) => validateDefinition(copy(change)).faults.map(({ params: _, ...f }) => f)
  assert.deepEqual(
    shape((d) => {
      raw(d).states[1].phase = 'flying'
    }),
    [{ code: 'definition.shape', path: 'states.1.phase', state: 'accepted' }],
  )
  assert.deepEqual(
    shape((d) => {
      raw(d).steps[1].verb = 'fly'
    }),
    [{ code: 'definition.shape', path: 'steps.1.verb', step: 'accept' }],
  )
  assert.deepEqual(
    shape((d) => {
      raw(d).steps[1].roles[0] = 'king'
    }),
    [{ code: 'definition.shape', path: 'steps.1.roles.0', step: 'accept' }],
  )
  assert.deepEqual(
    shape((d) => {
      raw(d).clocks[0].speed = 2
    }),
    [{ code: 'definition.shape', path: 'clocks.0', clock: 'firstResponse' }],
  )
  for (const bad of [null, 5, 'x', [], {}]) assert.ok(validateDefinition(bad).faults.length > 0)
})
