import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHASES, VERBS } from '@sims/contracts'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { countOrders, orderStepFor, requestStepFor } from './links.ts'

const { repair, workOrder } = DEFAULT_DEFINITIONS

test('orders are counted by phase; one that is being executed or suspended is open, a cancelled one does not count', () => {
  assert.deepEqual(countOrders(['new', 'assigned', 'executing', 'suspended', 'feedback', 'settled', 'cancelled']), {
    open: 4,
    executing: 1,
    suspended: 1,
    done: 2,
  })
  assert.deepEqual(countOrders([]), { open: 0, executing: 0, suspended: 0, done: 0 })
})

/** Every cell that does something: order's verb, request's state, the orders afterwards → the request's step. */
const CELLS = [
  ['start', 'assigned', ['executing'], 'started'],
  ['start', 'assigned', ['executing', 'new'], 'started'],
  ['reportDone', 'executing', ['feedback'], 'doneByOrder'],
  ['reportDone', 'assigned', ['feedback', 'settled'], 'doneByOrder'],
  ['return', 'assigned', ['new'], 'returnedByOrder'],
  ['return', 'executing', ['new'], 'returnedByOrder'],
  ['cancel', 'assigned', ['cancelled'], 'ordersCancelled'],
  ['cancel', 'executing', ['cancelled', 'cancelled'], 'ordersCancelled'],
  ['cancel', 'executing', ['cancelled', 'feedback'], 'doneByOrder'],
  ['cancel', 'executing', ['cancelled', 'new'], 'returnedByOrder'],
  ['cancel', 'assigned', ['cancelled', 'suspended'], 'ordersSuspended'],
  ['cancel', 'executing', ['cancelled', 'suspended'], 'ordersSuspended'],
  ['cancel', 'suspended', ['cancelled'], 'ordersCancelled'],
  ['cancel', 'suspended', ['cancelled', 'feedback'], 'doneByOrder'],
  ['start', 'suspended', ['executing', 'suspended'], 'started'],
  ['suspend', 'assigned', ['suspended'], 'ordersSuspended'],
  ['suspend', 'executing', ['suspended', 'suspended', 'feedback'], 'ordersSuspended'],
  ['nobodyHome', 'assigned', ['suspended'], 'nobodyHomeByOrder'],
  ['nobodyHome', 'executing', ['suspended', 'feedback'], 'nobodyHomeByOrder'],
  ['resume', 'suspended', ['assigned', 'suspended'], 'resumedByOrder'],
  ['return', 'suspended', ['new'], 'returnedByOrder'],
  ['reportDone', 'executing', ['feedback', 'suspended'], 'ordersSuspended'],
  ['reportDone', 'assigned', ['feedback', 'suspended'], 'ordersSuspended'],
  ['reportDone', 'suspended', ['feedback'], 'doneByOrder'],
  ['forceClose', 'assigned', ['settled'], 'doneByOrder'],
  ['forceClose', 'assigned', ['settled', 'suspended'], 'ordersSuspended'],
  ['forceClose', 'executing', ['settled', 'feedback'], 'doneByOrder'],
  ['forceClose', 'suspended', ['settled'], 'doneByOrder'],
  ['rework', 'done', ['assigned'], 'reworkByOrder'],
  ['rework', 'rated', ['assigned', 'feedback'], 'reworkByOrder'],
  ['rework', 'tracking', ['assigned'], 'reworkByOrder'],
  ['quotePrice', 'assigned', ['assigned'], 'quotePrice'],
  ['quotePrice', 'executing', ['assigned'], 'quotePrice'],
  ['quotePrice', 'suspended', ['assigned'], 'quotePrice'],
  ['agreePrice', 'assigned', ['assigned'], 'agreePriceFor'],
  ['agreePrice', 'executing', ['assigned'], 'agreePriceFor'],
  ['agreePrice', 'suspended', ['assigned'], 'agreePriceFor'],
  ['declinePrice', 'assigned', ['assigned'], 'declinePriceFor'],
  ['declinePrice', 'executing', ['assigned'], 'declinePriceFor'],
  ['declinePrice', 'suspended', ['assigned'], 'declinePriceFor'],
] as const
/** Cells where something could be expected and nothing may happen: the request waits for all its orders. */
const WAITS = [
  ['start', 'executing', ['executing', 'executing']],
  ['reportDone', 'executing', ['feedback', 'new']],
  ['reportDone', 'executing', ['feedback', 'executing']],
  ['return', 'executing', ['new', 'executing']],
  ['cancel', 'executing', ['cancelled', 'executing']],
  ['cancel', 'assigned', ['cancelled', 'new']],
  ['suspend', 'executing', ['suspended', 'executing']],
  ['suspend', 'assigned', ['suspended', 'new']],
  ['suspend', 'suspended', ['suspended', 'suspended']],
  ['nobodyHome', 'executing', ['suspended', 'executing']],
  ['nobodyHome', 'suspended', ['suspended']],
  ['resume', 'assigned', ['assigned']],
  ['forceClose', 'executing', ['settled', 'new']],
  ['rework', 'assigned', ['assigned', 'assigned']],
  ['transfer', 'assigned', ['assigned']],
  ['take', 'assigned', ['assigned']],
  ['closeOrder', 'done', ['settled']],
  ['cancel', 'done', ['cancelled', 'feedback']],
] as const

const phaseOf = (state: string) => repair.states.find((s) => s.key === state)?.phase ?? 'new'

test('what an order’s step does to its request', () => {
  for (const [verb, state, orders, step] of CELLS) {
    const found = requestStepFor(repair, { state, phase: phaseOf(state) }, verb, countOrders(orders))
    assert.equal(found?.key, step, `${verb} ${state} ${orders}`)
  }
  for (const [verb, state, orders] of WAITS) {
    assert.equal(
      requestStepFor(repair, { state, phase: phaseOf(state) }, verb, countOrders(orders)),
      undefined,
      `${verb} ${state} ${orders}`,
    )
  }
})

test('every other cell of verbs and phases does nothing', () => {
  const known = new Set(CELLS.map(([verb, state]) => `${verb} ${phaseOf(state)}`))
  for (const verb of VERBS) {
    for (const { key: state, phase } of repair.states) {
      for (const open of [0, 1]) {
        const found = requestStepFor(repair, { state, phase }, verb, {
          open,
          executing: 0,
          suspended: 0,
          done: 1 - open,
        })
        assert.ok(!found || known.has(`${verb} ${phase}`), `${verb} ${state}`)
      }
    }
  }
})

test('what a request’s step does to each of its orders', () => {
  const states = {
    pooled: 'new',
    assigned: 'assigned',
    taken: 'assigned',
    started: 'executing',
    suspended: 'suspended',
    done: 'feedback',
    closed: 'settled',
    cancelled: 'cancelled',
  } as const
  const expected: Record<string, Record<string, string | undefined>> = {
    settle: { done: 'closeOrder' },
    suspend: { assigned: 'suspendedByRequest', taken: 'suspendedByRequest', started: 'suspendedByRequest' },
    resume: { suspended: 'resumedByRequest' },
    rework: { done: 'rework' },
  }
  const open = ['pooled', 'assigned', 'taken', 'started', 'suspended']
  const ended = { ...Object.fromEntries(open.map((state) => [state, 'cancel'])), done: 'closeOrder' }
  for (const verb of ['cancel', 'withdraw', 'merge', 'transfer', 'forceClose']) expected[verb] = ended
  for (const verb of VERBS) {
    for (const [state, phase] of Object.entries(states)) {
      assert.equal(orderStepFor(workOrder, { state, phase }, verb)?.key, expected[verb]?.[state], `${verb} ${state}`)
    }
  }
  assert.ok(PHASES.length === 10)
})
