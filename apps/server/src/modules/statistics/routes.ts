import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { processFigures } from './figures.ts'

export function processFiguresRoutes(http: Http, { db }: { db: Db }): void {
  http.on('processFigures', ({ actor, query, now }) =>
    db.transaction(actor.organizationId, (tx) => processFigures(tx, actor, query, now)),
  )
}
