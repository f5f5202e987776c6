import type { Locale } from '@sims/contracts'
import type { Actor } from '#kernel'
import { writeTableApart } from '#platform/exchange'
import { type Http, inPieces } from '#platform/http'
import { checkImport, createImport, startImport, undoImport } from './commands.ts'
import type { ImportDeps } from './deps.ts'
import { exportTable } from './export.ts'
import { faultyTable } from './faulty.ts'
import { getImport, listImportRows, listImports, type Reader } from './queries.ts'
import { sheetOf, subjectsFor } from './subjects.ts'
import { templateOf } from './template.ts'

/** @throws DomainError `access.forbidden`, `imports.wholeCompany` for those who may import nothing */
const readerOf = (actor: Actor, locale: Locale): Reader => ({ actor, locale, subjects: subjectsFor(actor) })

/** Imports over HTTP. */
export function importRoutes(http: Http, deps: ImportDeps): void {
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

  http.on('getImportTemplate', async ({ actor, query, locale }) => {
    const sheet = sheetOf(query.subject)
    sheet.assertMay(actor)
    return inPieces(writeTableApart(templateOf(sheet, locale), []))
  })
  http.on('exportTable', async ({ actor, body, origin, now, locale }) => {
    const table = await exportTable(deps, sheetOf(body.subject), { actor, origin, now, locale }, body.reason)
    return inPieces(writeTableApart(table.book, table.rows))
  })
  http.on('getFaultyRows', async ({ actor, params, locale }) => {
    const table = await faultyTable(deps, params.id, readerOf(actor, locale))
    return inPieces(writeTableApart(table.book, table.rows))
  })

  http.on('createImport', async (call) => {
    await createImport(deps, call, call.body)
    return { id: call.body.id, version: 1 }
  })
  http.on('checkImport', (call) => checkImport(deps, call, call.params.id, call.body))
  http.on('startImport', (call) => startImport(deps, call, call.params.id))
  http.on('undoImport', (call) => undoImport(deps, call, call.params.id))
}
