import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { changesOf } from './changes.ts'
import { changeDuty, copyWeek, setDuty } from './commands.ts'
import { dutyNow, rosterOf } from './queries.ts'

/** Duty rosters over HTTP. */
export function dutyRoutes(http: Http, { db }: { db: Db }): void {
  http.on('listDuty', ({ actor, query, now }) =>
    db.transaction(actor.organizationId, (tx) =>
      rosterOf(tx, actor, { ...query, communityId: query.communityId ?? null }, now),
    ),
  )
  http.on('dutyNow', ({ actor, query, now }) =>
    db.transaction(actor.organizationId, (tx) => dutyNow(tx, actor, query.communityId, now)),
  )
  http.on('setDuty', (call) => setDuty(db, call, call.body))
  http.on('changeDuty', (call) => changeDuty(db, call, call.body))
  http.on('listDutyChanges', ({ actor, query }) =>
    db.transaction(actor.organizationId, (tx) =>
      changesOf(tx, actor, { ...query, communityId: query.communityId ?? null }),
    ),
  )
  http.on('copyDutyWeek', (call) => copyWeek(db, call, call.body))
}
