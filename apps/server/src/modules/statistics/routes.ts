import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { processFigures } from './process-figures.ts'
import { clockReport } from './report.ts'

/** Figures over HTTP. */
export function statisticsRoutes(http: Http, { db }: { db: Db }): void {
  http.on('clockReport', ({ actor, query, now, locale }) =>
    db.read(actor.organizationId, (tx) => clockReport(tx, actor, query, { now, locale })),
  )

  http.on('processFigures', ({ actor, query, now }) =>
    db.read(actor.organizationId, (tx) => processFigures(tx, actor, query, now)),
  )
}
