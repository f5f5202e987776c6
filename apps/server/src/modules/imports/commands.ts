import type { createImport as createForm, importMapping } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError, type FieldFault } from '#kernel'
import { communitiesForImport } from '#modules/estate'
import { historyRules } from '#modules/requests'
import { type CommandCall, command } from '#platform/command'
import type { Tx } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import type { ImportDeps } from './deps.ts'
import { clearLog } from './log.ts'
import { assertMayImport } from './policy.ts'
import { changeRun, insertRun, lockRun, type RunRow, rememberMapping } from './store.ts'

type Deps = Pick<ImportDeps, 'db' | 'cipher'>
type Mapping = z.output<typeof importMapping>

/** Takes an uploaded table; it is read in the background. @throws DomainError `files.notAttachable` */
export async function createImport(
  { db, cipher }: Deps,
  call: CommandCall,
  { id, fileId }: z.output<typeof createForm>,
): Promise<void> {
  const { actor, now } = call
  assertMayImport(actor)
  await command(db, call, {
    name: 'imports.create',
    recordKind: 'importRun',
    recordIds: [id],
    load: async (tx) => {
      const [locked, names] = await Promise.all([
        lockFiles(tx, actor.accountId, [fileId]),
        tx.query<{ name: string }>('select name from file where organization_id = $1 and id = $2', [
          tx.organizationId,
          fileId,
        ]),
      ])
      return { locked, fileName: names[0]?.name ?? '' }
    },
    decide: ({ locked, fileName }, { tx }) => {
      attachFiles(tx, locked, [{ fileId, recordKind: 'importRun', recordId: id }], now)
      const { wrapped } = cipher.newDataKey()
      insertRun(tx, { id, fileId, fileName, createdBy: actor.accountId, createdAt: now, wrappedKey: wrapped })
    },
  }).catch((error: unknown) => {
    throw (error as { constraint?: string }).constraint === 'import_run_pkey'
      ? new DomainError('command.duplicateId')
      : error
  })
}

/** States in which a step of the person at the screen is possible. */
const before = {
  check: ['read', 'checked'],
  start: ['checked', 'stopped'],
  undo: ['done', 'stopped'],
} as const

/** Says what the columns mean; every row is then held against it in the background. The headings remember it. */
export const checkImport = (deps: Deps, call: CommandCall, id: string, mapping: Mapping) =>
  change(deps, call, 'check', id, async (tx, run) => {
    const faults = await faultsOf(tx, run, mapping, call.now)
    if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
    clearLog(tx, id)
    if (run.headerKey) rememberMapping(tx, run.headerKey, mapping, call.now)
    changeRun(tx, id, { state: 'checking', mapping, fault: null, ready: 0, faulty: 0, duplicates: 0 })
  })

/** Lets the rows without a fault be imported, or goes on where it stopped. */
export const startImport = (deps: Deps, call: CommandCall, id: string) =>
  change(deps, call, 'start', id, async (tx, run) => {
    if (run.ready === 0) throw new DomainError('imports.nothingReady')
    changeRun(tx, id, { state: 'running', fault: null })
  })

/** Takes back what the import made and nobody has touched since. */
export const undoImport = (deps: Deps, call: CommandCall, id: string) =>
  change(deps, call, 'undo', id, async (tx) => changeRun(tx, id, { state: 'undoing', fault: null }))

/** One step of an import. Answers its new version. @throws DomainError `http.notFound`, `imports.notNow` */
async function change(
  { db }: Deps,
  call: CommandCall,
  step: keyof typeof before,
  id: string,
  decide: (tx: Tx, run: RunRow) => Promise<void>,
): Promise<{ id: string; version: number }> {
  assertMayImport(call.actor)
  const outcome = await command(db, call, {
    name: `imports.${step}`,
    recordKind: 'importRun',
    recordIds: [id],
    load: async (tx) => {
      const run = await lockRun(tx, id)
      if (!run) throw new DomainError('http.notFound')
      return run
    },
    decide: async (run, { tx }) => {
      if (!(before[step] as readonly string[]).includes(run.state)) throw new DomainError('imports.notNow')
      await decide(tx, run)
      return run.version + 1
    },
  })
  if (!outcome.repeated) return { id, version: outcome.result }
  const run = await db.transaction(call.actor.organizationId, (tx) => lockRun(tx, id))
  return { id, version: run?.version ?? 1 }
}

/** All that is wrong with a mapping, at once. */
async function faultsOf(tx: Tx, run: RunRow, mapping: Mapping, now: Date): Promise<FieldFault[]> {
  const [{ categories }, communities] = await Promise.all([
    historyRules(tx, mapping.kind, now),
    communitiesForImport(tx),
  ])
  const ids = new Set(communities.map((community) => community.id))
  const { columns } = mapping
  const faults: FieldFault[] = []
  const fault = (path: string, code: string) => void faults.push({ path, code })
  const taken = new Map<number, string>()
  for (const [field, column] of Object.entries(columns)) {
    if (column === undefined) continue
    if (column > run.headers.length) fault(`columns.${field}`, 'imports.noSuchColumn')
    if (taken.has(column)) fault(`columns.${field}`, 'imports.sameColumn')
    taken.set(column, field)
  }
  if (!columns.reportedAt) fault('columns.reportedAt', 'fields.required')
  if (!columns.title && !columns.description) fault('columns.description', 'fields.required')
  if (!columns.community && !mapping.communityId) fault('communityId', 'fields.required')
  if (!columns.category && !mapping.category) fault('category', 'fields.required')
  const unknown = 'fields.unknownReference'
  if (mapping.communityId && !ids.has(mapping.communityId)) fault('communityId', unknown)
  if (mapping.category && !categories.has(mapping.category)) fault('category', unknown)
  for (const [value, id] of Object.entries(mapping.communities))
    if (!ids.has(id)) fault(`communities.${value}`, unknown)
  for (const [value, key] of Object.entries(mapping.categories))
    if (!categories.has(key)) fault(`categories.${value}`, unknown)
  return faults
}
