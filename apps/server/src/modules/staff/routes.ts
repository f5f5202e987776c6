import type { Http } from '#platform/http'
import { colleagues } from './colleagues.ts'
import { createStaff, resetPassword, type StaffDeps } from './commands.ts'
import { issuePasswords } from './issuing.ts'
import { listStaff } from './queries.ts'

/** Staff over HTTP. */
export function staffRoutes(http: Http, deps: StaffDeps): void {
  http.on('listStaff', ({ actor, query, now }) =>
    deps.db.read(actor.organizationId, (tx) => listStaff(tx, actor, query, now)),
  )
  http.on('listColleagues', async ({ actor, now }) => ({
    items: await deps.db.read(actor.organizationId, (tx) => colleagues(tx, actor, now)),
    nextCursor: null,
  }))
  http.on('createStaff', (call) => createStaff(deps, call, call.body))
  http.on('resetPassword', (call) => resetPassword(deps, call, call.params.id))
  http.on('issuePasswords', (call) => issuePasswords(deps, call, call.params.id))
}
