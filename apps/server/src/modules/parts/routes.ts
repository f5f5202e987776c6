import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { correctPart, enterPart, getPart, listParts } from './parts.ts'

/** The register of parts over HTTP. */
export function partRoutes(http: Http, { db }: { db: Db }): void {
  http.on('listParts', ({ actor, query }) => db.read(actor.organizationId, (tx) => listParts(tx, actor, query)))
  http.on('getPart', ({ actor, params }) => db.read(actor.organizationId, (tx) => getPart(tx, actor, params.id)))
  http.on('createPart', (call) => enterPart(db, call, call.body))
  http.on('changePart', (call) => correctPart(db, call, call.params.id, call.body))
}
