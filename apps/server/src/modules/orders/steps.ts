import type { Price, takeStep as schema } from '@sims/contracts'
import type { z } from 'zod'
import { type ClockContext, DomainError } from '#kernel'
import { type CommandCall, type CommandScope, command, occurrence } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import type { Secrets } from '#platform/privacy'
import {
  afterLastStep,
  checkReferences,
  clockContext,
  filesIn,
  filesMaybeIn,
  loadClocks,
  loadReferences,
  processActor,
  refusalOf,
  type StepTaken,
  saveSteps,
  transition,
} from '#platform/process'
import { accepted } from './acceptance.ts'
import { applyEffects, handedOver } from './effects.ts'
import { type Quoted, withParts } from './parts-used.ts'
import { permitEffects, permitFacts, permitsOf } from './permits.ts'
import { chargeColumns, type OrderPrice } from './price.ts'
import { processRecord, rulesOf } from './process-record.ts'
import type { OrderRow } from './row.ts'
import { lockOrders, wasInPool } from './store.ts'

export type StepBody = z.output<typeof schema>

/**
 * What a request does when one of its orders moves. The request's module gives it, so that orders know nothing of
 * requests. `lock` comes first: a request is always locked before its orders.
 */
export interface RequestLink<Locked = unknown> extends Quoted {
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
  secrets: Secrets
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
      const [locked, rows, clocks, permits, clock, references, files] = await Promise.all([
        deps.link.lock(tx, [id]),
        lockOrders(tx, actor, [id]),
        loadClocks(tx, [id]),
        permitsOf(tx, [id]),
        clockContext(tx, now),
        loadReferences(tx, body.input, { now, zone: actor.timeZone }),
        lockFiles(tx, actor.accountId, filesMaybeIn(body.input)),
      ])
      const occurredAt = body.occurredAt === undefined ? said : await afterLastStep(tx, id, said)
      return { locked, rows, clocks, permits, clock, references, files, occurredAt, ...(await rulesOf(tx, rows)) }
    },
    decide: async (loaded, scope) => {
      const { locked, rows, clocks, permits, clock, occurredAt, definitions, categories } = loaded
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
      const category = categories.get(row.categoryVersionId)
      const verb = process.definition.steps.find(({ key }) => key === body.step)?.verb
      const outcome = transition(
        process.definition,
        processRecord(row, before, category, price, permitFacts(row, category, permits, { verb, input: body.input })),
        { step: body.step, input: body.input, expectedVersion: body.version },
        processActor(actor, row.communityId),
        { now: now.getTime(), occurredAt, clock },
      )
      if (!outcome.ok) throw refusalOf(outcome)
      const signed = accepted(deps.secrets, actor.organizationId, id, outcome, now)
      const taken = await withParts(scope.tx, deps.link, row, signed, price)
      checkReferences(loaded.references, process.definition, taken, row.communityId)
      attachFiles(
        scope.tx,
        loaded.files,
        filesIn(process.definition, taken).map((fileId) => ({ fileId, recordKind: 'workOrder', recordId: id })),
        now,
      )
      const { assigneeId, columns } = applyEffects(scope, row, taken)
      const customerId = deps.link.customerOf(locked, row.requestId)
      saveSteps(scope, 'work_order', [
        {
          row,
          taken,
          clocks: before,
          columns: { ...columns, ...chargeColumns(taken, price), ...permitEffects(scope, row, permits, taken) },
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
