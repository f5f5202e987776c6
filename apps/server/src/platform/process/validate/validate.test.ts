import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_DEFINITIONS } from '../defaults/index.ts'
import type { ProcessDefinition } from '../definition.ts'
import { EFFECTS, GUARDS } from '../registry.ts'
import { assertReadable, type Change, copy, line, NOTICES } from './testing.ts'
import { EFFECT_RULES, GUARD_RULES } from './uses.ts'
import { validateDefinition } from './validate.ts'

const step = (def: ProcessDefinition, key: string) =>
  def.steps.find((s) => s.key === key) as ProcessDefinition['steps'][number]
const without = (def: ProcessDefinition, ...keys: string[]) => {
  def.steps = def.steps.filter((s) => !keys.includes(s.key))
}
const clock = (def: ProcessDefinition) => def.clocks[0] as ProcessDefinition['clocks'][number]
const timer = (def: ProcessDefinition, name: string) => def.clocks.find((c) => c.name === name) as object
const use = (name: string, params: Record<string, never> | object = {}) => ({ name, params: params as never })
const triage = (def: ProcessDefinition, key: string) =>
  step(def, 'triage').form.find((field) => field.key === key) as ProcessDefinition['steps'][number]['form'][number]

const CASES: [title: string, change: Change, faults: string[], from?: keyof typeof DEFAULT_DEFINITIONS][] = [
  ['a state that nothing leads to', (d) => without(d, 'archive'), ['unreachable state:archived']],
  [
    'states to which only imported history leads',
    (d) => without(d, 'conclude'),
    [
      ...['answered', 'rated', 'settled', 'archived'].map((state) => `unreachable state:${state}`),
      'clockNeverStops clock:result',
      'clockNeverStops clock:handled',
      'clockNeverStarts clock:autoSettle',
      'timerStep clock:autoSettle {settleUnanswered}',
      'timerStep clock:autoSettle {remindToRate}',
    ],
    'inquiry',
  ],
  [
    'a state that nothing leads out of',
    (d) => {
      without(d, 'rate')
      step(d, 'urge').to = 'rated'
      for (const each of d.steps) each.from = each.from.filter((from) => from !== 'rated')
    },
    ['deadEnd state:rated'],
  ],
  ['a state twice', (d) => void d.states.push({ ...d.states[0] } as never), ['duplicate state:received']],
  ['a step twice', (d) => void d.steps.push({ ...step(d, 'urge') }), ['duplicate step:urge']],
  ['a clock twice', (d) => void d.clocks.push({ ...clock(d) }), ['duplicate clock:firstResponse']],
  [
    'a field twice',
    (d) => void step(d, 'accept').form.push(...step(d, 'accept').form),
    ['fieldTwice step:accept {note}'],
  ],
  [
    'an option twice, none at all, a minimum above the maximum',
    (d) => {
      triage(d, 'major').options?.push({ value: 'none', names: d.names })
      step(d, 'urge').form.push(
        { ...triage(d, 'impact'), options: [], key: 'how' },
        { ...triage(d, 'note'), params: { min: 3, max: 2 }, key: 'count' },
      )
    },
    ['optionTwice step:triage {重大问题,none}', 'noOptions step:urge {影响范围}', 'emptyRange step:urge {备注}'],
  ],
  [
    'a step without a role',
    (d) => {
      step(d, 'accept').roles = []
    },
    ['noRole step:accept'],
  ],
  [
    'a step to nowhere',
    (d) => {
      step(d, 'urge').to = 'mars'
    },
    ['unknownState step:urge {mars}'],
  ],
  [
    'an unknown guard',
    (d) => {
      step(d, 'urge').guards = [use('toString')]
    },
    ['unknownGuard step:urge {toString}'],
  ],
  [
    'an unknown effect',
    (d) => {
      step(d, 'urge').effects = [use('launch')]
    },
    ['unknownEffect step:urge {launch}'],
  ],
  [
    'guards and effects of another kind of record, with params missing, unknown or wrong',
    (d) => {
      step(d, 'urge').guards = [
        use('unassigned'),
        use('clockMet', { clock: 'contact' }),
        use('factIn', { field: 'weather', in: ['rain'] }),
        use('factIn', { field: 'major', in: 'danger' }),
        use('within', { days: -1, of: 'birth' }),
      ]
      step(d, 'urge').effects = [
        use('notifyRoles', { notice: 'requestUrged', roles: ['king'] }),
        use('notifyRequester', { notice: 'requestUrged', loud: true }),
        use('notifyRequester'),
        use('notifyRequester', { notice: 'requestForgotten' }),
        use('hideFrom', { field: 'text' }),
      ]
    },
    [
      'useOfOther step:urge {unassigned}',
      'unknownClock step:urge {clockMet,clock,contact}',
      'unknownField step:urge {factIn,field,weather}',
      'wrongParam step:urge {factIn,in}',
      'wrongParam step:urge {within,days}',
      'unknownField step:urge {within,of,birth}',
      'wrongParam step:urge {通知指定角色,roles}',
      'wrongParam step:urge {通知客户,loud}',
      'missingParam step:urge {通知客户,notice}',
      'unknownNotice step:urge {通知客户,notice,requestForgotten}',
      'fieldOfUse step:urge {对表单所选人员保密,field,text,person}',
    ],
  ],
  [
    'a creating step with another verb',
    (d) => {
      step(d, 'report').verb = 'accept'
    },
    ['reportCreates step:report', 'clockNeverStarts clock:firstResponse', 'clockNeverStarts clock:dutyCall'],
  ],
  [
    'a second beginning',
    (d) => void d.steps.push({ ...step(d, 'report'), key: 'reportAgain' }),
    ['secondBeginning step:reportAgain'],
  ],
  [
    'a kind of record that there is not',
    (d) => {
      d.kind = 'birthday'
    },
    ['unknownKind {birthday}'],
  ],
  [
    'without the steps that modules take by their key, or with ones that they cannot take',
    (d) => {
      without(d, 'answeredBefore')
      step(d, 'settledBefore').trigger = 'person'
      step(d, 'settledBefore').roles = ['agent']
      step(d, 'report').form.push({ ...triage(d, 'note'), required: true })
    },
    [
      'neededStepUnfit step:report {登记服务请求,}',
      'neededStep {answeredBefore,导入历史数据}',
      'neededStepUnfit step:settledBefore {导入历史数据,answer}',
    ],
  ],
  [
    'an order that nobody can be given',
    (d) => {
      step(d, 'dispatch').form = []
    },
    [
      'fieldOfUse step:dispatch {指派给表单所选人员,field,assignee,person}',
      'neededStepUnfit step:dispatch {派单给指定人员,assignee}',
    ],
    'workOrder',
  ],
  [
    'a triage without an urgency, with a fourth scope; a rating up to ten',
    (d) => {
      step(d, 'triage').form = step(d, 'triage').form.filter(({ key }) => key !== 'urgency')
      triage(d, 'impact').options?.push({ value: '4', names: d.names })
      Object.assign(step(d, 'rate').form[0] as object, { params: { max: 10 } })
    },
    [
      'neededField step:triage {urgency,choice}',
      'neededField step:triage {impact,choice}',
      'neededField step:rate {overall,rating}',
    ],
  ],
  [
    'a clock that nothing starts',
    (d) => {
      clock(d).startOn = { verbs: ['take'] }
    },
    ['clockNeverStarts clock:firstResponse'],
  ],
  [
    'a clock that nothing stops',
    (d) => {
      clock(d).meetOn = { verbs: ['investigate'] }
    },
    ['clockNeverStops clock:firstResponse'],
  ],
  [
    'a clock that waits for an event which no step is',
    (d) => {
      without(d, 'reply')
      clock(d).meetOn = { events: ['customerReply'] }
    },
    ['clockNeverStops clock:firstResponse'],
  ],
  [
    'a clock that runs on where nothing stops it any more, named with the state',
    (d) => {
      // triaged without having been accepted
      step(d, 'triage').from.push('received')
      clock(d).meetOn = { verbs: ['accept'], byPerson: true }
    },
    ['accepted', 'triaged', 'assigned', 'executing', 'done', 'rated', 'tracking', 'suspended'].map((state) =>
      `clockStranded state:${state} clock:firstResponse {}`.replace(' {}', ''),
    ),
  ],
  [
    'a clock that is met only after an end, which cuts it off',
    (d) => {
      clock(d).meetOn = { verbs: ['reopen'] }
    },
    ['received', 'accepted', 'answered', 'rated'].map((state) => `clockStranded state:${state} clock:firstResponse`),
    'inquiry',
  ],
  [
    'a promise that takes a step',
    (d) => {
      clock(d).take = { due: 'reportProgress' }
    },
    ['takesNoSteps clock:firstResponse'],
  ],
  [
    'a timer without a step, one that escalates, and one whose step a person takes',
    (d) => {
      Object.assign(timer(d, 'progress'), { warn: [{ fraction: 0.5 }] })
      Object.assign(timer(d, 'autoSettle'), { escalate: clock(d).escalate, take: { due: 'rate', warn: 'nothing' } })
    },
    [
      'timerWithoutStep clock:progress',
      'timerEscalates clock:autoSettle',
      'timerStep clock:autoSettle {rate}',
      'timerStep clock:autoSettle {nothing}',
    ],
  ],
  [
    'a clock that only a person stops, by a step of the system',
    (d) => {
      clock(d).meetOn = { verbs: ['start'], byPerson: true }
    },
    ['clockNeverStops clock:firstResponse'],
  ],
  [
    'a promise that pauses',
    (d) => {
      clock(d).pauseOn = { phases: ['executing'] }
    },
    ['promisePauses clock:firstResponse'],
  ],
  [
    'a promise in opening hours',
    (d) => {
      clock(d).target = { kind: 'openingHours', hours: 8 }
    },
    ['promiseInOpeningHours clock:firstResponse'],
  ],
  [
    'a clock by a fact that nobody tells',
    (d) => {
      clock(d).if = { field: 'weather', in: ['rain'] }
    },
    ['unknownFieldOfClock clock:firstResponse {weather}'],
  ],
  [
    'guards and fields by what is not there: a condition, a moment, days that are none',
    (d) => {
      step(d, 'reopen').guards = [
        use('within', { days: 0, of: 'opened' }),
        use('priceAgreed', { unless: { field: 'weather', in: ['rain'] } }),
        use('priceAgreed', { unless: 'danger' }),
      ]
      Object.assign(step(d, 'urge').form[0] as object, { if: { field: 'weather', in: ['rain'] } })
    },
    [
      'unknownFieldOfField step:urge {补充说明,weather}',
      'wrongParam step:reopen {within,days}',
      'unknownField step:reopen {within,of,opened}',
      'unknownField step:reopen {priceAgreed,unless,weather}',
      'wrongParam step:reopen {priceAgreed,unless}',
    ],
  ],
  [
    'a clock that is due on a day for which nobody is asked',
    (d) => {
      step(d, 'track').form = []
    },
    ['dayOfClock clock:recheck {recheckOn}'],
  ],
  [
    'a price without its lines, a consent that names no quote',
    (d) => {
      for (const key of ['quotePrice', 'agreePrice']) step(d, key).form = []
    },
    ['neededField step:quotePrice {items,priceItems}', 'neededField step:agreePrice {quote,quote}'],
  ],
  [
    'a request turned into its own kind, into none that there is, and without a category there',
    (d) => {
      step(d, 'toRepair').effects = [use('convertTo', { kind: 'inquiry', notice: 'requestNew' })]
      step(d, 'toComplaint').effects = [use('convertTo', { kind: 'complaint', notice: 'requestNew', person: 'reason' })]
      step(d, 'toComplaint').form = step(d, 'toComplaint').form.filter(({ key }) => key !== 'complaintCategory')
    },
    [
      'wrongParam step:toRepair {转为另一类型的新单,kind}',
      'fieldOfUse step:toComplaint {转为另一类型的新单,person,reason,person}',
      'neededField step:toRepair {inquiryCategory,choice}',
      'neededField step:toComplaint {complaintCategory,choice}',
    ],
    'inquiry',
  ],
  [
    'force closing a complaint',
    (d) => void d.steps.push({ ...step(d, 'settle'), key: 'forceClose', verb: 'forceClose' }),
    ['forceCloseOfComplaint step:forceClose'],
    'complaint',
  ],
  [
    'a complaint that settles itself: by a step of both, and by a timer',
    (d) => {
      step(d, 'settle').trigger = 'both'
      const { clocks, steps } = structuredClone(DEFAULT_DEFINITIONS.inquiry)
      const taken = { ...steps.find(({ key }) => key === 'settleUnanswered'), verb: 'cancel', to: 'cancelled' }
      d.steps.push(taken as never, steps.find(({ key }) => key === 'remindToRate') as never)
      d.clocks.push(clocks.find(({ name }) => name === 'autoSettle') as never)
    },
    ['complaintSettlesItself step:settle', 'complaintSettlesItself step:settleUnanswered'],
    'complaint',
  ],
  [
    'a complaint that is settled without a talk',
    (d) => {
      step(d, 'settle').guards = []
    },
    ['complaintWithoutTalk step:settle'],
    'complaint',
  ],
]

for (const [title, change, faults, from] of CASES) {
  test(`refused: ${title}`, () => {
    const result = validateDefinition(copy(change, from), { notices: NOTICES })
    assert.deepEqual(result.faults.map(line), faults)
    assert.equal(result.definition, undefined)
    for (const fault of result.faults) assertReadable(fault)
  })
}

test('a path leads to what is wrong', () => {
  const paths = (change: Change) => validateDefinition(copy(change)).faults.map(({ path }) => path)
  const at = DEFAULT_DEFINITIONS.repair.steps.findIndex(({ key }) => key === 'urge')
  assert.deepEqual(
    paths((d) => {
      step(d, 'urge').to = 'mars'
      step(d, 'urge').effects = [use('launch')]
      clock(d).pauseOn = { phases: ['executing'] }
    }),
    [`steps.${at}.to`, `steps.${at}.effects.0.name`, 'clocks.0.pauseOn'],
  )
})

test('every guard and effect has a rule for its params', () => {
  assert.deepEqual(Object.keys(GUARD_RULES).sort(), Object.keys(GUARDS).sort())
  assert.deepEqual(Object.keys(EFFECT_RULES).sort(), Object.keys(EFFECTS).sort())
})

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
    few.map(({ code, at, params }) => [code, at.step, (params?.roles as unknown[] | undefined)?.length]),
    [
      ['definition.roleOfNobody', 'confirmBadge', 1],
      ['definition.roleOfNobody', 'rate', 1],
      ['definition.roleOfNobody', 'withdraw', 1],
      ['definition.roleOfNobody', 'reply', 1],
      ['definition.roleOfNobody', 'agreePrice', 1],
      ['definition.roleOfNobody', 'declinePrice', 1],
    ],
  )
})
