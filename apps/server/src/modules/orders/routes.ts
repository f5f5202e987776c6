import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { listPermits } from './permits-shown.ts'
import { printOrders } from './print.ts'
import { getOrder, listOrders } from './queries.ts'
import { type RequestLink, takeOrderStep } from './steps.ts'

export interface OrderRoutesDeps {
  db: Db
  secrets: Secrets
  link: RequestLink
  /** where staff open the web: what the code on a printed order leads to */
  publicUrl: string
}

export function orderRoutes(http: Http, deps: OrderRoutesDeps): void {
  const { db } = deps

  http.on('listOrders', ({ actor, query, now, locale }) =>
    db.read(actor.organizationId, (tx) => listOrders(tx, actor, query, { zone: actor.timeZone, now, locale })),
  )

  http.on('getOrder', ({ actor, params, now, locale }) =>
    db.read(actor.organizationId, (tx) => getOrder(tx, actor, params.id, deps, { zone: actor.timeZone, now, locale })),
  )

  http.on('printOrders', (call) => printOrders(deps, call, call.body, call.locale))
  http.on('listPermits', ({ actor, query, now, locale }) =>
    db.read(actor.organizationId, (tx) => listPermits(tx, actor, query, { zone: actor.timeZone, now, locale })),
  )

  http.on('takeOrderStep', async (call) => ({
    id: call.params.id,
    version: await takeOrderStep(deps, call, call.params.id, call.body),
  }))
}
