import type { Actor, EpochMs } from '#kernel'
import { acceptanceCode, orderSummaries, permitNumber, permitsOf, takeOrderStep } from '#modules/orders'
import { createRequest, numberOf, requestLink, takeRequestSteps, type Wanted } from '#modules/requests'
import type { CommandCall } from '#platform/command'
import { type Db, statement } from '#platform/db'
import type { Secrets } from '#platform/privacy'

/** A request of the history while it happens. */
export interface Run {
  id: string
  order?: { id: string; version: number }
  commands: number
}

/** a form as it is filled in */
export type Input = Parameters<typeof takeOrderStep>[3]['input']

/** Whoever looks into the audit trail sees that nobody sat at a screen. */
const origin = { requestId: 'demo', ip: 'demo', userAgent: '' }

const versions = statement(
  'demo_versions',
  'select id, version from service_request where organization_id = $1 and id = any($2) order by id',
)

const quotes = statement(
  'demo_quote',
  'select quote_id as "quoteId" from service_request where organization_id = $1 and id = $2',
)

const numbers = statement(
  'demo_number',
  'select kind, number from service_request where organization_id = $1 and id = $2',
)

/** The commands that people's screens send, with the times of the history. Their keys are the same at every start. */
export function hands({ db, secrets }: { db: Db; secrets: Secrets }, organizationId: string) {
  const call = (actor: Actor, key: string, at: EpochMs, body: unknown): CommandCall => ({
    actor,
    key: `demo.${key}`,
    body,
    origin,
    now: new Date(at),
  })
  // whoever acts has the page before them as it is now: orders and timers have moved the request meanwhile
  const read = (ids: string[]) =>
    db.transaction(organizationId, (tx) => tx.query<Wanted>(versions, [organizationId, ids]))
  const keyOf = (n: number, run: Run, step: string) => `${n}.${++run.commands}.${step}`

  return {
    async report(n: number, actor: Actor, at: EpochMs, body: Parameters<typeof createRequest>[2]): Promise<Run> {
      await createRequest({ db, secrets }, call(actor, `${n}.0.report`, at, body), body)
      return { id: body.id, commands: 0 }
    },

    /** the same step on many requests at once, as from a list */
    async step(n: number, runs: readonly Run[], actor: Actor, at: EpochMs, step: string, input: Input): Promise<void> {
      const wanted = await read(runs.map(({ id }) => id))
      const body = { step, input }
      const key = keyOf(n, runs[0] as Run, step)
      const outcomes = await takeRequestSteps(db, call(actor, key, at, { ...body, records: wanted }), wanted, body)
      for (const { refused } of outcomes) if (refused) throw refused
    },

    /** after the dispatch: the order that it made */
    async findOrder(run: Run): Promise<void> {
      const [order] = await db.transaction(organizationId, (tx) => orderSummaries(tx, [run.id]))
      if (order) run.order = { id: order.id, version: order.version }
    },

    /** the quote that the customer has before them */
    async findQuote({ id }: Run): Promise<string> {
      const [found] = await db.transaction(organizationId, (tx) =>
        tx.query<{ quoteId: string }>(quotes, [organizationId, id]),
      )
      if (!found) throw new Error(`request ${id} is gone`)
      return found.quoteId
    },

    /** the number that people call a request by */
    async findNumber({ id }: Run): Promise<string> {
      const [found] = await db.transaction(organizationId, (tx) =>
        tx.query<{ kind: string; number: number }>(numbers, [organizationId, id]),
      )
      if (!found) throw new Error(`request ${id} is gone`)
      return numberOf(found.kind, found.number)
    },

    /** the application that waits at the order */
    async findPermit(run: Run): Promise<string> {
      const permits = await db.transaction(organizationId, (tx) => permitsOf(tx, [run.order?.id ?? '']))
      const asked = permits.find(({ state }) => state === 'asked')
      if (!asked) throw new Error(`nobody has applied for a permit at ${run.order?.id}`)
      return permitNumber(asked)
    },

    /** what the customer's app shows them while the work is done */
    code: (run: Run): string => acceptanceCode(secrets, organizationId, run.order?.id ?? ''),

    async orderStep(n: number, run: Run, actor: Actor, at: EpochMs, step: string, input: Input): Promise<void> {
      if (!run.order) throw new Error(`request ${n} has no order yet`)
      const { id, version } = run.order
      const body = { step, version, input }
      const deps = { db, secrets, link: requestLink }
      run.order.version = await takeOrderStep(deps, call(actor, keyOf(n, run, step), at, body), id, body)
    },
  }
}

export type Hands = ReturnType<typeof hands>
