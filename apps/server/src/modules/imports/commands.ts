import type { createImport as createForm, importMapping } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import type { Tx } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import type { ImportDeps } from './deps.ts'
import { clearLog, forgetForeseen } from './log.ts'
import { changeRun, insertRun, lockRun, type RunRow, rememberMapping } from './store.ts'
import { subjectOf, subjectsFor } from './subjects.ts'

type Deps = Pick<ImportDeps, 'db' | 'cipher'>
type Mapping = z.output<typeof importMapping>

/** Takes an uploaded table; it is read in the background. @throws DomainError `files.notAttachable` */
export async function createImport(
  { db, cipher }: Deps,
  call: CommandCall,
  { id, fileId, subject, mode }: z.output<typeof createForm>,
): Promise<void> {
  const { actor, now } = call
  subjectOf(subject).assertMay(actor)
  if (subject === 'history' && mode === 'update') throw new DomainError('imports.onlyNew')
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
      const createdBy = actor.accountId
      insertRun(tx, { id, subject, mode, fileId, fileName, createdBy, createdAt: now, wrappedKey: wrapped })
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
    if (mapping.subject !== run.subject)
      throw new DomainError('http.invalid', { count: 1 }, [{ path: 'subject', code: 'fields.choice' }])
    const faults = await subjectOf(run.subject).faultsOf(tx, run, mapping, call.now)
    if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
    clearLog(tx, id)
    if (run.headerKey) rememberMapping(tx, run.headerKey, mapping, call.now)
    changeRun(tx, id, { state: 'checking', mapping, fault: null, ready: 0, faulty: 0, duplicates: 0, changing: 0 })
  })

/** Lets the rows without a fault be imported, or goes on where it stopped. */
export const startImport = (deps: Deps, call: CommandCall, id: string) =>
  change(deps, call, 'start', id, async (tx, run) => {
    // rows of history that are there already may be updated; others have nothing to do
    if (run.ready - (run.subject === 'history' ? 0 : run.duplicates) === 0)
      throw new DomainError('imports.nothingReady')
    if (run.state === 'checked') forgetForeseen(tx, id)
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
  const own = subjectsFor(call.actor)
  const outcome = await command(db, call, {
    name: `imports.${step}`,
    recordKind: 'importRun',
    recordIds: [id],
    load: async (tx) => {
      const run = await lockRun(tx, id)
      if (!run || !own.includes(run.subject)) throw new DomainError('http.notFound')
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
