import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { correctEquipment, enterEquipment } from './commands.ts'
import { getEquipment, listEquipment } from './queries.ts'

/** The register of equipment over HTTP. */
export function assetRoutes(http: Http, { db }: { db: Db }): void {
  http.on('listEquipment', ({ actor, query, now }) =>
    db.read(actor.organizationId, (tx) => listEquipment(tx, actor, query, now)),
  )
  http.on('getEquipment', ({ actor, params, now }) =>
    db.read(actor.organizationId, (tx) => getEquipment(tx, actor, params.id, now)),
  )
  http.on('createEquipment', (call) => enterEquipment(db, call, call.body))
  http.on('changeEquipment', (call) => correctEquipment(db, call, call.params.id, call.body))
}
