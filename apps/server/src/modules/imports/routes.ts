import type { Locale } from '@sims/contracts'
import type { Actor } from '#kernel'
import type { Http } from '#platform/http'
import { checkImport, createImport, startImport, undoImport } from './commands.ts'
import type { ImportDeps } from './deps.ts'
import { assertMayImport } from './policy.ts'
import { getImport, listImportRows, listImports } from './queries.ts'

const readerOf = ({ timeZone, accountId }: Actor, locale: Locale) => ({ zone: timeZone, locale, accountId })

/** Imports over HTTP. */
export function importRoutes(http: Http, deps: Pick<ImportDeps, 'db' | 'cipher'>): void {
  const { db, cipher } = deps

  http.on('listImports', ({ actor, query, locale }) => {
    assertMayImport(actor)
    return db.read(actor.organizationId, (tx) => listImports(tx, query, readerOf(actor, locale)))
  })

  http.on('getImport', ({ actor, params, locale }) => {
    assertMayImport(actor)
    return db.read(actor.organizationId, (tx) => getImport(tx, cipher, params.id, readerOf(actor, locale)))
  })

  http.on('listImportRows', ({ actor, params, query, locale }) => {
    assertMayImport(actor)
    return db.read(actor.organizationId, (tx) => listImportRows(tx, actor, params.id, query, locale))
  })

  http.on('createImport', async (call) => {
    await createImport(deps, call, call.body)
    return { id: call.body.id, version: 1 }
  })
  http.on('checkImport', (call) => checkImport(deps, call, call.params.id, call.body))
  http.on('startImport', (call) => startImport(deps, call, call.params.id))
  http.on('undoImport', (call) => undoImport(deps, call, call.params.id))
}
