// Long because: who may take which step where is one table, which is read whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES, type Role } from '@sims/contracts'
import type { ClockState } from '#kernel'
import { SYSTEM } from '../record.ts'
import { ASKED, at, ctx, filledForm, options, person, RESIDENT, recordIn, WORKER } from '../testing/context.ts'
import { allowedSteps, openRecord, transition } from '../transition.ts'
import { validateDefinition } from '../validate/index.ts'
import { DEFAULT_DEFINITIONS } from './index.ts'

const desk = 'agent steward dispatcher communityManager'
const sends = 'agent dispatcher communityManager teamLead'
const leads = 'agent dispatcher teamLead communityManager system'
const field = 'technician cleaner gardener guard contractorWorker'
const ends = 'agent communityManager'
const hurries = 'agent dispatcher teamLead communityManager'
const urge = 'resident agent steward'
const again = 'resident agent communityManager'
const manager = 'communityManager'
const fieldOrLead = `${field} agent dispatcher teamLead communityManager`

/** what imported history takes */
const past = { answeredBefore: 'system', settledBefore: 'system' }
/** what the course of time brings */
const timed = { remindToRate: 'system', settleUnanswered: 'system' }
const reportProgress = 'system'
const contact = { talk: desk, attempt: desk, answer: desk, reply: 'resident' }

/** the price, by whoever has the order */
const atDoor = { quotePrice: field, agreePriceFor: field, declinePriceFor: field }
/** a visit to somebody's home */
const arranges = 'agent steward dispatcher teamLead communityManager'
const visited = { remindVisit: 'system', visitBegins: 'system' }
/** those who come to an emergency; here it calls in the pool and once the work is done, see `calling` below */
const rescues = `${field} dispatcher teamLead communityManager emergencyCommander`
const closes = 'teamLead communityManager'
/** permits for dangerous work; that one is closed while work goes on is tested elsewhere, see `permitsOpen` below */
const permits = { askPermit: field, issuePermit: closes, refusePermit: closes }
const held = { return: field, cancel: leads, urge: hurries, suspendedByRequest: 'system' }

type Table = Record<string, Record<string, string>>

const toComplaint = `${desk} qualitySupervisor`
const turns = { toRepair: desk, toComplaint }

const unanswered = { withdraw: 'resident', cancel: ends, merge: desk, urge, ...contact }
const answered = (concludes = desk, turning: Record<string, string> = {}): Table => ({
  received: { accept: desk, ...unanswered, ...past, ...turning },
  accepted: { conclude: concludes, ...unanswered, ...turning, reportProgress },
  answered: {
    ...turning,
    conclude: concludes,
    rate: 'resident',
    settle: `${desk} system`,
    ...contact,
    ...timed,
    settledBefore: 'system',
  },
  rated: { settle: `${desk} system`, ...contact },
  settled: { archive: 'agent archivist system', reopen: again },
  archived: {},
  cancelled: {},
})
const ended = { cancel: ends, merge: desk, forceClose: manager, urge, ...contact }
/** the customer is asked about a price (see the guards) */
const priced = {
  quotePrice: `${desk} system`,
  agreePrice: 'resident',
  declinePrice: 'resident',
  agreePriceFor: `${desk} system`,
  declinePriceFor: `${desk} system`,
  waivePrice: manager,
}
const byOrders = { returnedByOrder: 'system', ordersCancelled: 'system', doneByOrder: 'system' }
const work: Table = {
  received: { accept: desk, withdraw: 'resident', ...ended, ...past },
  accepted: { triage: desk, withdraw: 'resident', suspend: desk, ...ended, reportProgress },
  triaged: { triage: desk, dispatch: sends, withdraw: 'resident', suspend: desk, ...ended, ...priced, reportProgress },
  assigned: {
    nobodyHomeByOrder: 'system',
    confirmBadge: 'resident',
    dispatchMore: sends,
    started: 'system',
    suspend: desk,
    ordersSuspended: 'system',
    ...byOrders,
    ...ended,
    ...priced,
    reportProgress,
  },
  executing: {
    nobodyHomeByOrder: 'system',
    confirmBadge: 'resident',
    dispatchMore: sends,
    suspend: desk,
    ordersSuspended: 'system',
    ...byOrders,
    ...ended,
    ...priced,
    reportProgress,
  },
  done: {
    rate: 'resident',
    track: desk,
    settle: `${desk} system`,
    rework: desk,
    reworkByOrder: 'system',
    forceClose: manager,
    settledBefore: 'system',
    ...contact,
    ...timed,
  },
  rated: {
    track: desk,
    settle: `${desk} system`,
    rework: desk,
    reworkByOrder: 'system',
    forceClose: manager,
    ...contact,
  },
  settled: { archive: 'agent archivist system', reopen: again },
  archived: {},
  tracking: {
    track: desk,
    recheckSolved: desk,
    recheckUnsolved: desk,
    reworkByOrder: 'system',
    forceClose: manager,
    ...contact,
  },
  // without orders it goes back to the desk; with some, to them (see the guards)
  suspended: {
    dispatchMore: sends,
    started: 'system',
    resumeAtDesk: desk,
    resumedByOrder: 'system',
    ...byOrders,
    ...ended,
    ...priced,
    reportProgress,
  },
  cancelled: {},
}

const turning = ['received', 'accepted', 'triaged', 'assigned', 'executing', 'suspended']
const seen: Table = Object.fromEntries(
  Object.entries(work).map(([state, row]) => [state, turning.includes(state) ? { ...row, ...turns } : row]),
)

const handlers = 'communityManager qualitySupervisor executive'
const speaks = `agent steward ${handlers}`
const speakers = `${desk} qualitySupervisor executive`
const named = { nameConcerned: speakers, unname: handlers, concernsNobody: handlers }
const concludes = { conclude: speaks }
const ending = { answerJoined: speaks, track: speaks, settle: speaks, settleUnfounded: handlers }
const spoken = { talk: speakers, attempt: speakers, answer: speakers, reply: 'resident' }
const complaint: Table = {
  received: { merge: speakers, accept: speakers, withdraw: 'resident', urge, ...named, ...spoken, ...past },
  accepted: {
    mediate: speakers,
    merge: speakers,
    investigate: speaks,
    withdraw: 'resident',
    urge,
    ...named,
    ...spoken,
    reportProgress,
  },
  investigating: {
    mediate: speakers,
    merge: speakers,
    investigate: speaks,
    plan: handlers,
    urge,
    ...concludes,
    ...named,
    ...spoken,
    reportProgress,
  },
  planned: {
    mediate: speakers,
    merge: speakers,
    plan: handlers,
    urge,
    ...concludes,
    ...named,
    ...spoken,
    reportProgress,
  },
  answered: {
    mediate: speakers,
    rate: 'resident',
    ...ending,
    ...concludes,
    ...named,
    ...spoken,
    settledBefore: 'system',
  },
  rated: { mediate: speakers, ...ending, ...named, ...spoken },
  tracking: {
    answerJoined: speaks,
    mediate: speakers,
    track: speaks,
    recheckSolved: speaks,
    recheckUnsolved: speaks,
    settleUnfounded: handlers,
    ...named,
    ...spoken,
  },
  settled: { archive: 'agent archivist system', reopen: `resident agent ${handlers}` },
  archived: {},
  cancelled: {},
}
/** a complaint whose result somebody has talked about with its customer */
const contacted = [{ name: 'resultTalk', round: 1, state: 'met' } as ClockState]

/** an emergency that nobody has taken up */
const CALLING = [
  { name: 'emergencyCall', round: 1, state: 'running', startedAt: 0, pauses: [] as never } as unknown as ClockState,
]

/** Who may take which step in which state: the whole of it. What is not here is refused. */
const TABLE: Record<keyof typeof DEFAULT_DEFINITIONS, Table> = {
  repair: work,
  report: seen,
  inquiry: answered(desk, turns),
  suggestion: answered(`${desk} qualitySupervisor`, { toComplaint }),
  praise: answered(),
  complaint,
  workOrder: {
    pooled: {
      arrangeVisit: arranges,
      ...visited,
      respond: rescues,
      dispatch: leads,
      claim: 'technician',
      cancel: leads,
      requirePermit: hurries,
      closePermit: hurries,
    },
    assigned: {
      dispatch: leads,
      take: field,
      depart: field,
      takenBack: 'system',
      arrangeVisit: `${field} ${arranges}`,
      ...visited,
      transfer: field,
      declineTransfer: field,
      requirePermit: fieldOrLead,
      closePermit: fieldOrLead,
      ...held,
    },
    taken: {
      arrangeVisit: `${field} ${arranges}`,
      nobodyHome: field,
      ...visited,
      start: field,
      depart: field,
      suspend: fieldOrLead,
      transfer: field,
      forceClose: closes,
      requirePermit: fieldOrLead,
      ...permits,
      emergency: field,
      ...atDoor,
      ...held,
    },
    started: {
      recordParts: field,
      reportDone: field,
      suspend: fieldOrLead,
      forceClose: closes,
      permitEnding: 'system',
      permitExpired: 'system',
      emergency: field,
      ...permits,
      ...atDoor,
      ...held,
    },
    suspended: {
      arrangeVisit: `${field} ${arranges}`,
      resumeForVisit: 'system',
      ...visited,
      recordParts: field,
      resume: fieldOrLead,
      resumedByRequest: 'system',
      return: field,
      cancel: leads,
      forceClose: closes,
      requirePermit: fieldOrLead,
      emergency: field,
      ...permits,
      ...atDoor,
    },
    done: { correctParts: closes, respond: rescues, closeOrder: leads, rework: leads, closePermit: hurries },
    closed: { closePermit: fieldOrLead },
    cancelled: { closePermit: fieldOrLead },
  },
}

const TODAY = '2026-03-03 10:00'
const NOW = at(TODAY)
const actors = [...ROLES, 'system' as const].map((name) => ({
  name,
  actor: name === 'system' ? SYSTEM : person(name === 'resident' ? RESIDENT : WORKER, name as Role),
}))

for (const kind of Object.keys(TABLE) as (keyof typeof TABLE)[]) {
  const def = DEFAULT_DEFINITIONS[kind]

  test(`${kind}: the definition is valid`, () => {
    assert.deepEqual(validateDefinition(def).faults, [])
    assert.deepEqual(
      def.states.map((s) => s.key),
      Object.keys(TABLE[kind]),
    )
  })

  test(`${kind}: every step in every state by every role, refused or taken as the table says`, () => {
    let tried = 0
    for (const [state, row] of Object.entries(TABLE[kind])) {
      const held = {
        transferredFrom: RESIDENT,
        departed: false,
        named: true,
        keptFor: 'handlers',
        joined: true,
        joinedOpen: false,
        concerns: 'neighbour',
      }
      // an open permit keeps work from being reported done
      const atWork = ['taken', 'started', 'suspended'].includes(state)
      const permitted = {
        entry: true,
        badgeOpen: true,
        applicants: [RESIDENT],
        permitsOpen: kind === 'workOrder' && !atWork ? 1 : 0,
      }
      const facts = { ...ASKED, ...permitted, ...(state === 'pooled' ? { assigneeId: null } : held) }
      const calling = kind === 'workOrder' && ['pooled', 'done'].includes(state)
      const clocks = kind === 'complaint' ? contacted : calling ? CALLING : []
      // somebody other than the worker has it then
      const record = {
        ...recordIn(state, calling ? { ...facts, assigneeId: state === 'done' ? RESIDENT : null } : facts, clocks),
        options,
      }
      for (const { name, actor } of actors) {
        const may = new Set(Object.keys(row).filter((step) => row[step]?.split(' ').includes(name)))
        assert.deepEqual(new Set(allowedSteps(def, record, actor, NOW).map((s) => s.key)), may, `${state} ${name}`)
        for (const step of def.steps) {
          const request = { step: step.key, input: filledForm(def, step.key), expectedVersion: 1 }
          const result = transition(def, record, request, actor, ctx(TODAY))
          assert.equal(result.ok, may.has(step.key), `${state} ${step.key} ${name}`)
          if (result.ok) assert.equal(result.state, step.to ?? state)
          else assert.ok(step.from.length === 0 || result.error.code === 'process.stepNotAllowed')
          tried += 1
        }
      }
    }
    assert.equal(tried, def.states.length * def.steps.length * (ROLES.length + 1))
  })
}

test('guards: another resident, another worker, orders still open, an order that is already somebody’s', () => {
  const { complaint, repair, workOrder } = DEFAULT_DEFINITIONS
  const stranger = person(WORKER, 'resident')
  const neighbour = person(RESIDENT, 'technician')
  const cases = [
    [repair, recordIn('done'), 'rate', stranger, 'byRequester'],
    [repair, recordIn('received'), 'urge', stranger, 'byRequester'],
    [repair, recordIn('done', { openOrders: 1 }), 'settle', person(WORKER, 'agent'), 'noOpenOrders'],
    [repair, recordIn('executing', { openOrders: 1 }), 'doneByOrder', SYSTEM, 'noOpenOrders'],
    [repair, recordIn('suspended', { openOrders: 1 }), 'resumeAtDesk', person(WORKER, 'agent'), 'noOpenOrders'],
    [repair, recordIn('suspended'), 'resume', person(WORKER, 'agent'), 'openOrders'],
    [workOrder, recordIn('started'), 'suspend', neighbour, 'byAssignee'],
    [complaint, recordIn('answered'), 'settle', person(WORKER, 'agent'), 'clockMet'],
    [repair, recordIn('executing', { major: null }), 'plan', person(WORKER, 'communityManager'), 'factIn'],
    [workOrder, recordIn('assigned'), 'take', neighbour, 'byAssignee'],
    [workOrder, recordIn('started', { assigneeId: null }), 'reportDone', neighbour, 'byAssignee'],
    [
      workOrder,
      recordIn('started', { applicants: [WORKER] }),
      'issuePermit',
      person(WORKER, 'teamLead'),
      'permitToDecide',
    ],
    [workOrder, recordIn('started'), 'closePermit', person(WORKER, 'teamLead'), 'permitToClose'],
    [workOrder, recordIn('taken', { departed: true }), 'depart', person(WORKER, 'technician'), 'factIn'],
    [workOrder, recordIn('pooled'), 'claim', neighbour, 'unassigned'],
    [repair, recordIn('assigned', ASKED), 'agreePrice', stranger, 'byRequester'],
    [repair, recordIn('assigned', { ...ASKED, price: 'agreed' }), 'agreePrice', person(RESIDENT, 'resident'), 'factIn'],
    [repair, recordIn('assigned', { price: 'free' }), 'quotePrice', person(WORKER, 'agent'), 'factIn'],
    [repair, recordIn('assigned', { price: 'waived' }), 'waivePrice', person(WORKER, 'communityManager'), 'factIn'],
    [
      workOrder,
      recordIn('taken', { ...ASKED, price: 'none' }),
      'agreePriceFor',
      person(WORKER, 'technician'),
      'factIn',
    ],
    [workOrder, recordIn('assigned'), 'declineTransfer', person(WORKER, 'technician'), 'transferred'],
  ] as const
  for (const [def, record, step, actor, guard] of cases) {
    const result = transition(def, record, { step, input: filledForm(def, step) }, actor, ctx(TODAY))
    assert.deepEqual(!result.ok && result.error.params, { step, state: record.state, why: 'guard', guard })
    assert.ok(!allowedSteps(def, record, actor, NOW).some((s) => s.key === step), `${step} has no button`)
  }
})

test('a request begins by a report of a resident, of the desk or of the system', () => {
  const { repair } = DEFAULT_DEFINITIONS
  for (const { name, actor } of actors) {
    const result = openRecord(repair, { step: 'report' }, actor, ctx('2026-03-02 10:00'), { requesterId: RESIDENT })
    assert.equal(result.ok, `resident ${desk} system`.split(' ').includes(name), name)
    if (result.ok) assert.deepEqual([result.state, result.version, result.fromPhase], ['received', 1, null])
  }
})
