import { staffAble } from '#modules/staff'
import { statement, type Tx } from '#platform/db'
import type { EventHandler } from '#platform/jobs'
import { clockContext, loadClocks, type Stepped, SYSTEM, saveSteps, systemScope, transition } from '#platform/process'
import { processRecord, rulesOf } from './process-record.ts'
import type { OrderRow } from './row.ts'
import { lockOrders } from './store.ts'

/**
 * Gives each new order that nobody was named for, of a category whose orders go to the technicians in turn, to the one of
 * them whose last order lies longest back. One after the other, so that two at once do not go to the same person; an
 * order for which nobody is able stays in the pool.
 */
export const dispatchInTurn: EventHandler = {
  name: 'orders in turn',
  on: ['workOrder.report'],
  run: async (tx, events, now) => {
    const clock = await clockContext(tx, now)
    await tx.query(oneByOne, [`orders in turn ${tx.organizationId}`])
    const { scope, finish } = systemScope(tx, 'orders in turn', clock.zone, now)
    const ids = [...new Set(events.map(({ recordId }) => recordId))]
    const rows = (await lockOrders(tx, scope.actor, ids)).filter(
      ({ phase, assigneeId }) => phase === 'new' && !assigneeId,
    )
    const own = rows.map(({ id }) => id)
    const [{ definitions, categories }, clocks] = await Promise.all([rulesOf(tx, rows), loadClocks(tx, own)])
    const turns = new Map<string, string[]>()
    const stepped: Stepped<OrderRow>[] = []
    for (const row of rows) {
      const category = categories.get(row.categoryVersionId)
      const process = definitions.get(row.definitionId)
      if (category?.dispatch !== 'roundRobin' || !process) continue
      const assignee = await nextOf(tx, turns, row, now)
      if (!assignee) continue
      const before = clocks.get(row.id) ?? []
      const record = processRecord(row, before, category)
      const taken = transition(process.definition, record, { step: 'dispatch', input: { assignee } }, SYSTEM, {
        now: now.getTime(),
        clock,
      })
      if (!taken.ok) continue
      const columns = { assignee_id: { type: 'uuid', value: assignee } } as const
      const ids = { requestId: row.requestId, customerId: null, assigneeId: assignee }
      stepped.push({ row, taken, clocks: before, columns, ids })
    }
    if (stepped.length === 0) return
    saveSteps(scope, 'work_order', stepped)
    const objectIds = stepped.map(({ row }) => row.id)
    finish({ action: 'orders.dispatch', objectKind: 'workOrder', objectIds })
  },
}

const oneByOne = statement('orders_one_by_one', 'select pg_advisory_xact_lock(hashtextextended($1, 0))')
const inOrder = statement(
  'orders_turns',
  `select s.id from unnest($2::uuid[]) s (id)
   left join lateral (select o.created_at as at from work_order o
     where o.organization_id = $1 and o.assignee_id = s.id order by o.created_at desc, o.id desc limit 1) l on true
   order by l.at nulls first, s.id`,
)

/** Whose turn it is in a community with a skill; within one run each has it once before anybody has it twice. */
async function nextOf(tx: Tx, turns: Map<string, string[]>, row: OrderRow, now: Date): Promise<string | undefined> {
  const key = `${row.communityId} ${row.skill}`
  let waiting = turns.get(key)
  if (!waiting) {
    const able = await staffAble(tx, ['technician'], row, now)
    waiting = (await tx.query<{ id: string }>(inOrder, [tx.organizationId, able])).map(({ id }) => id)
    turns.set(key, waiting)
  }
  const [next] = waiting
  if (next === undefined) return undefined
  // whoever has more than one skill has had their turn in all of them
  for (const [other, line] of turns) {
    if (line.includes(next)) turns.set(other, [...line.filter((id) => id !== next), next])
  }
  return next
}
