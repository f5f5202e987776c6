import type { Price, takeStep as schema } from '@sims/contracts'
import type { z } from 'zod'
import { type ClockContext, type ClockState, DomainError } from '#kernel'
import { type CommandCall, type CommandScope, command, occurrence } from '#platform/command'
import { type Db, jsonb, type Tx } from '#platform/db'
import { type Attachable, attachFiles, lockFiles } from '#platform/files'
import {
  afterLastStep,
  type Columns,
  checkReferences,
  clockContext,
  definitionsById,
  filesIn,
  filesMaybeIn,
  loadClocks,
  loadReferences,
  type ProcessRecord,
  processActor,
  refusalOf,
  type StepTaken,
  type StoredDefinition,
  saveSteps,
  transition,
} from '#platform/process'
import { categoryOf, rulesById } from '#platform/regulations'
import { chargeColumns, type OrderPrice, quoteOption } from './price.ts'
import type { OrderRow } from './row.ts'
import { lockOrders, wasInPool } from './store.ts'

export type StepBody = z.output<typeof schema>

/**
 * What a request does when one of its orders moves. The request's module gives it, so that orders know nothing of
 * requests. `lock` comes first: a request is always locked before its orders.
 */
export interface RequestLink<Locked = unknown> {
  lock(tx: Tx, orderIds: readonly string[]): Promise<Locked>
  follow(
    scope: CommandScope,
    locked: Locked,
    moved: { row: OrderRow; taken: StepTaken }[],
    clock: ClockContext,
  ): Promise<void>
  /** the price of an order's request, from what is locked */
  priceOf(locked: Locked, order: { id: string; requestId: string | null }): OrderPrice | undefined
  /** the same for a page, with every quote */
  shown(
    tx: Tx,
    order: { id: string; requestId: string },
    zone: string,
  ): Promise<{ price: Price | null; facts: OrderPrice | undefined }>
  /** the customer of an order's request, for whoever is told of the step */
  customerOf(locked: Locked, requestId: string | null): string | null
}

interface Deps {
  db: Db
  link: RequestLink
}

/** Takes a step on one work order and lets its request follow, in one transaction. Answers its version after that. */
export async function takeOrderStep(deps: Deps, call: CommandCall, id: string, body: StepBody): Promise<number> {
  const { actor, now } = call
  const said = occurrence(body.occurredAt, now).getTime()
  const outcome = await command(deps.db, call, {
    name: `orders.${body.step}`,
    recordKind: 'workOrder',
    recordIds: [id],
    together: true,
    load: async (tx) => {
      const [locked, rows, clocks, clock, references, files] = await Promise.all([
        deps.link.lock(tx, [id]),
        lockOrders(tx, actor, [id]),
        loadClocks(tx, [id]),
        clockContext(tx, now),
        loadReferences(tx, body.input, { now, zone: actor.timeZone }),
        lockFiles(tx, actor.accountId, filesMaybeIn(body.input)),
      ])
      const occurredAt = body.occurredAt === undefined ? said : await afterLastStep(tx, id, said)
      return { locked, rows, clocks, clock, references, files, occurredAt, ...(await rulesOf(tx, rows)) }
    },
    decide: async (loaded, scope) => {
      const { locked, rows, clocks, clock, occurredAt, definitions, categories } = loaded
      const [row] = rows
      const process = row && definitions.get(row.definitionId)
      if (!row || !process) {
        const missed = await wasInPool(scope.tx, actor, id, body.version)
        throw missed
          ? new DomainError('process.staleVersion', { expected: body.version })
          : new DomainError('http.notFound')
      }
      const before = clocks.get(id) ?? []
      const price = deps.link.priceOf(locked, row)
      const taken = transition(
        process.definition,
        processRecord(row, before, categories.get(row.categoryVersionId), price),
        { step: body.step, input: body.input, expectedVersion: body.version },
        processActor(actor, row.communityId),
        { now: now.getTime(), occurredAt, clock },
      )
      if (!taken.ok) throw refusalOf(taken)
      checkReferences(loaded.references, process.definition, taken, row.communityId)
      const files = { known: loaded.files, named: filesIn(process.definition, taken) }
      const { assigneeId, columns } = applyEffects(scope, call, row, taken, files)
      const customerId = deps.link.customerOf(locked, row.requestId)
      saveSteps(scope, 'work_order', [
        {
          row,
          taken,
          clocks: before,
          columns: { ...columns, ...chargeColumns(taken, price) },
          ids: { requestId: row.requestId, customerId, assigneeId, ...handedOver(row, assigneeId) },
        },
      ])
      await deps.link.follow(scope, locked, [{ row: { ...row, assigneeId }, taken }], clock)
      return taken.version
    },
  })
  // a step makes exactly one version of the one that its caller has seen
  return outcome.repeated ? body.version + 1 : outcome.result
}

/** Who had the order before, when it has just changed hands: they must hear of it too. */
const handedOver = (row: OrderRow, assigneeId: string | null): Record<string, string | null> =>
  row.assigneeId === assigneeId ? {} : { previousAssigneeId: row.assigneeId }

type CategoryOf = ReturnType<typeof categoryOf>

/** Definitions and categories that govern some orders; answered from memory but for the first time. */
export async function rulesOf(
  tx: Tx,
  rows: readonly Pick<OrderRow, 'definitionId' | 'categoryVersionId'>[],
): Promise<{ definitions: Map<string, StoredDefinition>; categories: Map<string, CategoryOf> }> {
  const [definitions, rules] = await Promise.all([
    definitionsById(
      tx,
      rows.map((row) => row.definitionId),
    ),
    rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))]),
  ])
  return { definitions, categories: new Map(rules.map((rule) => [rule.id, categoryOf(rule)])) }
}

/** An order as the engine sees it; its checklist is that of its category. */
export function processRecord(
  row: OrderRow,
  clocks: readonly ClockState[],
  category: CategoryOf | undefined,
  price?: OrderPrice,
): ProcessRecord {
  return {
    state: row.state,
    version: row.version,
    reportedAt: row.createdAt.getTime(),
    facts: {
      assigneeId: row.assigneeId,
      transferredFrom: row.transferredFrom,
      skill: row.skill,
      priority: row.priority,
      ...price,
    },
    clocks,
    options: {
      quote: quoteOption(price?.quote ?? null, price?.amount ?? null),
      checklist: category?.checklist.map(({ key, names, mandatory }) => ({ value: key, names, mandatory })),
    },
  }
}

/** What the step's effects set on the order itself; its photos become the order's. */
function applyEffects(
  scope: CommandScope,
  { actor }: CommandCall,
  row: OrderRow,
  taken: StepTaken,
  files: { known: Attachable; named: readonly string[] },
): { assigneeId: string | null; columns: Columns } {
  let { assigneeId } = row
  let sender: string | null = null
  let result: Record<string, unknown> | null = null
  for (const { name, params } of taken.effects) {
    if (name === 'assignActor') assigneeId = actor.staffId
    if (name === 'assignFromForm') assigneeId = String(taken.values[String(params.field)])
    if (name === 'keepSender') sender = row.assigneeId
    if (name === 'assignSender') assigneeId = row.transferredFrom
    if (name === 'unassign') assigneeId = null
    if (name === 'keepForm') result = taken.values
  }
  // whoever takes it, or gets it another way than by transfer, has nothing to decline
  const handed = taken.verb === 'take' || assigneeId !== row.assigneeId
  attachFiles(
    scope.tx,
    files.known,
    files.named.map((fileId) => ({ fileId, recordKind: 'workOrder', recordId: row.id })),
    scope.now,
  )
  return {
    assigneeId,
    columns: {
      ...(assigneeId === row.assigneeId ? {} : { assignee_id: { type: 'uuid', value: assigneeId } }),
      ...(handed && sender !== row.transferredFrom ? { transferred_from: { type: 'uuid', value: sender } } : {}),
      ...(result ? { result: { type: 'jsonb', value: jsonb(result) } } : {}),
    },
  }
}
