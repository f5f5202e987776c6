import { assertMay } from '#platform/access'
import type { Db } from '#platform/db'
import { type Http, problemOf } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { listCategories } from './categories.ts'
import { createRequest } from './create.ts'
import { numberOf } from './domain/number.ts'
import { countRequests, listRequests } from './list.ts'
import { myPraise } from './praised.ts'
import { getRequest } from './record.ts'
import { myServers } from './served.ts'
import { takeRequestSteps } from './steps.ts'
import { suggest } from './suggest.ts'

export interface RequestDeps {
  db: Db
  secrets: Secrets
}

export function requestRoutes(http: Http, deps: RequestDeps): void {
  const { db, secrets } = deps

  http.on('listCategories', async ({ actor, query, now }) => {
    assertMay(actor, 'process.read')
    const items = await db.read(actor.organizationId, (tx) => listCategories(tx, actor, now, query.kind))
    return { items, nextCursor: null }
  })

  http.on('createRequest', async (call) => {
    const { number } = await createRequest(deps, call, call.body)
    return { id: call.body.id, version: 1, number: numberOf(call.body.kind, number) }
  })

  http.on('suggest', ({ actor, body, now }) => db.read(actor.organizationId, (tx) => suggest(tx, actor, body, now)))

  http.on('myPraise', async ({ actor }) => {
    const items = await db.read(actor.organizationId, (tx) => myPraise(tx, actor))
    return { items, nextCursor: null }
  })

  http.on('myServers', async ({ actor, now }) => {
    const items = await db.read(actor.organizationId, (tx) => myServers(tx, actor, now))
    return { items, nextCursor: null }
  })

  http.on('listRequests', ({ actor, query, now, locale }) =>
    db.read(actor.organizationId, (tx) => listRequests(tx, actor, query, { zone: actor.timeZone, now, locale })),
  )

  http.on('countRequests', ({ actor, now }) => db.read(actor.organizationId, (tx) => countRequests(tx, actor, now)))

  http.on('getRequest', ({ actor, params, now, locale }) =>
    db.read(actor.organizationId, (tx) =>
      getRequest(tx, actor, params.id, secrets, { zone: actor.timeZone, now, locale }),
    ),
  )

  http.on('takeRequestStep', async (call) => {
    const [taken] = await takeRequestSteps(db, call, [{ id: call.params.id, version: call.body.version }], call.body)
    return { id: call.params.id, version: taken?.version ?? call.body.version }
  })

  http.on('takeRequestSteps', async (call) => {
    const outcomes = await takeRequestSteps(db, call, call.body.records, call.body)
    return {
      taken: outcomes.flatMap(({ id, version, refused }) => (refused ? [] : [{ id, version: version as number }])),
      refused: outcomes.flatMap(({ id, refused }) => {
        if (!refused) return []
        const { code, detail } = problemOf(refused, call.locale, call.origin.requestId)
        return [{ id, code, message: detail }]
      }),
    }
  })
}
