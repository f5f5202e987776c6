import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import type { Cipher } from '#platform/privacy'
import { correctContractor, enterContractor } from './commands.ts'
import { getContractor, listContractors } from './queries.ts'

/** The register of contractors over HTTP. */
export function contractorRoutes(http: Http, deps: { db: Db; cipher: Cipher }): void {
  const { db, cipher } = deps
  http.on('listContractors', ({ actor, query, now }) =>
    db.read(actor.organizationId, (tx) => listContractors(tx, actor, cipher, query, now)),
  )
  http.on('getContractor', ({ actor, params, now }) =>
    db.read(actor.organizationId, (tx) => getContractor(tx, actor, cipher, params.id, now)),
  )
  http.on('createContractor', (call) => enterContractor(deps, call, call.body))
  http.on('changeContractor', (call) => correctContractor(deps, call, call.params.id, call.body))
}
