import type { Http } from '#platform/http'
import { type CallDeps, dutyCalls, passDutyCall } from './calls.ts'
import { changesOf } from './changes.ts'
import { changeDuty, copyWeek, setDuty } from './commands.ts'
import { dutyNow, myDuty, rosterOf } from './queries.ts'

/** Duty rosters over HTTP. */
export function dutyRoutes(http: Http, deps: CallDeps): void {
  const { db } = deps
  http.on('listDuty', ({ actor, query, now }) =>
    db.read(actor.organizationId, (tx) =>
      rosterOf(tx, actor, { ...query, communityId: query.communityId ?? null }, now),
    ),
  )
  http.on('dutyNow', ({ actor, query, now }) =>
    db.read(actor.organizationId, (tx) => dutyNow(tx, actor, query.communityId, now)),
  )
  http.on('myDuty', ({ actor, now }) => db.read(actor.organizationId, (tx) => myDuty(tx, actor, now)))
  http.on('listDutyCalls', ({ actor, now }) => db.read(actor.organizationId, (tx) => dutyCalls(deps, tx, actor, now)))
  http.on('passDutyCall', async (call) => {
    await passDutyCall(deps, call, call.params.id)
    return null
  })
  http.on('setDuty', (call) => setDuty(db, call, call.body))
  http.on('changeDuty', (call) => changeDuty(db, call, call.body))
  http.on('listDutyChanges', ({ actor, query }) =>
    db.read(actor.organizationId, (tx) => changesOf(tx, actor, { ...query, communityId: query.communityId ?? null })),
  )
  http.on('copyDutyWeek', (call) => copyWeek(db, call, call.body))
}
