import type { Locale } from '@sims/contracts'
import type { Actor } from '#kernel'
import type { Http } from '#platform/http'
import { checkImport, createImport, startImport, undoImport } from './commands.ts'
import type { ImportDeps } from './deps.ts'
import { getImport, listImportRows, listImports, type Reader } from './queries.ts'
import { subjectsFor } from './subjects.ts'

/** @throws DomainError `access.forbidden`, `imports.wholeCompany` for those who may import nothing */
const readerOf = (actor: Actor, locale: Locale): Reader => ({ actor, locale, subjects: subjectsFor(actor) })

/** Imports over HTTP. */
export function importRoutes(http: Http, deps: Pick<ImportDeps, 'db' | 'cipher'>): void {
  const { db, cipher } = deps

  http.on('listImports', ({ actor, query, locale }) => {
    const reader = readerOf(actor, locale)
    return db.read(actor.organizationId, (tx) => listImports(tx, query, reader))
  })

  http.on('getImport', ({ actor, params, locale }) => {
    const reader = readerOf(actor, locale)
    return db.read(actor.organizationId, (tx) => getImport(tx, cipher, params.id, reader))
  })

  http.on('listImportRows', ({ actor, params, query, locale }) => {
    const reader = readerOf(actor, locale)
    return db.read(actor.organizationId, (tx) => listImportRows(tx, cipher, params.id, query, reader))
  })

  http.on('createImport', async (call) => {
    await createImport(deps, call, call.body)
    return { id: call.body.id, version: 1 }
  })
  http.on('checkImport', (call) => checkImport(deps, call, call.params.id, call.body))
  http.on('startImport', (call) => startImport(deps, call, call.params.id))
  http.on('undoImport', (call) => undoImport(deps, call, call.params.id))
}
