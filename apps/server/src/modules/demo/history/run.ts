import type { Actor, EpochMs } from '#kernel'
import { orderSummaries, takeOrderStep } from '#modules/orders'
import { createRequest, requestLink, takeRequestSteps } from '#modules/requests'
import type { CommandCall } from '#platform/command'
import type { Db } from '#platform/db'
import type { Secrets } from '#platform/privacy'

/** A request of the history while it happens. */
export interface Run {
  id: string
  version: number
  order?: { id: string; version: number }
  commands: number
}

/** a form as it is filled in */
export type Input = Parameters<typeof takeOrderStep>[3]['input']

/** Whoever looks into the audit trail sees that nobody sat at a screen. */
const origin = { requestId: 'demo', ip: 'demo', userAgent: '' }
/** Steps of an order that its request follows (`platform/process/links.ts`). */
const FOLLOWED = ['start', 'reportDone', 'return']

/** The commands that people's screens send, with the times of the history. Their keys are the same at every start. */
export function hands({ db, secrets }: { db: Db; secrets: Secrets }, organizationId: string) {
  const call = (actor: Actor, key: string, at: EpochMs, body: unknown): CommandCall => ({
    actor,
    key: `demo.${key}`,
    body,
    origin,
    now: new Date(at),
  })
  const keyOf = (n: number, run: Run, step: string) => `${n}.${++run.commands}.${step}`

  return {
    async report(n: number, actor: Actor, at: EpochMs, body: Parameters<typeof createRequest>[2]): Promise<Run> {
      await createRequest({ db, secrets }, call(actor, `${n}.0.report`, at, body), body)
      return { id: body.id, version: 1, commands: 0 }
    },

    /** the same step on many requests at once, as from a list */
    async step(n: number, runs: readonly Run[], actor: Actor, at: EpochMs, step: string, input: Input): Promise<void> {
      const wanted = runs.map(({ id, version }) => ({ id, version }))
      const body = { step, input }
      const key = keyOf(n, runs[0] as Run, step)
      const outcomes = await takeRequestSteps(db, call(actor, key, at, { ...body, records: wanted }), wanted, body)
      for (const [i, { version, refused }] of outcomes.entries()) {
        if (refused) throw refused
        const run = runs[i]
        if (run && version) run.version = version
      }
    },

    /** after the dispatch: the order that it made */
    async findOrder(run: Run): Promise<void> {
      const [order] = await db.transaction(organizationId, (tx) => orderSummaries(tx, [run.id]))
      if (order) run.order = { id: order.id, version: order.version }
    },

    async orderStep(n: number, run: Run, actor: Actor, at: EpochMs, step: string, input: Input): Promise<void> {
      if (!run.order) throw new Error(`request ${n} has no order yet`)
      const { id, version } = run.order
      const body = { step, version, input }
      const deps = { db, link: requestLink }
      run.order.version = await takeOrderStep(deps, call(actor, keyOf(n, run, step), at, body), id, body)
      if (FOLLOWED.includes(step)) run.version += 1
    },
  }
}

export type Hands = ReturnType<typeof hands>
