import type { ChangeRule, CommandAnswer, CreateRule, RuleAction, RuleKind } from '@sims/contracts'
import { type Actor, DomainError, type FieldFault } from '#kernel'
import { staffEverywhere } from '#modules/staff'
import { assertMay, rolesWith } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import {
  forgetCurrent,
  insertDraft,
  type KindsOfRules,
  lockVersions,
  type RuleRow,
  saveVersion,
  versionsOf,
} from '#platform/regulations'
import { isOpen, possibleActions, standingOf } from './domain/standing.ts'
import { contentOf, isRule, kindOf, type RowOfKind } from './kinds.ts'
import { assertMayAct } from './policy.ts'

export interface RulesDeps {
  db: Db
  kinds: KindsOfRules
}

/**
 * Drafts a rule that does not exist yet.
 * @throws DomainError `access.forbidden`, `rules.keyTaken`, `rules.onlyKey`, `rules.noSuchKey`,
 * `command.duplicateId`
 */
export function createRule({ db, kinds }: RulesDeps, call: CommandCall, body: CreateRule): Promise<CommandAnswer> {
  const { kind, key, content } = body
  const { keys } = kindOf(kinds, kind)
  if (keys && !keys.includes(key))
    throw keys.length === 1 ? faultyKey('rules.onlyKey', keys[0] as string) : faultyKey('rules.noSuchKey', key)
  return begin(db, call, 'rules.create', body, (versions) => {
    if (versions.length > 0) throw faultyKey('rules.keyTaken', key)
    return content
  })
}

const faultyKey = (code: 'rules.keyTaken' | 'rules.onlyKey' | 'rules.noSuchKey', key: string) =>
  new DomainError(code, { key }, [{ path: 'key', code, params: { key } }])

/**
 * Drafts the next version: a copy of the newest published one, or of the newest at all when none is published.
 * @throws DomainError `access.forbidden`, `http.notFound`, `rules.draftExists`, `command.duplicateId`
 */
export function draftRule(
  { db }: RulesDeps,
  call: CommandCall,
  body: { id: string; kind: RuleKind; key: string },
): Promise<CommandAnswer> {
  return begin(db, call, 'rules.draft', body, (versions) => {
    const base = versions.find(({ status }) => status === 'published') ?? versions[0]
    if (!base) throw new DomainError('http.notFound')
    return base.content
  })
}

async function begin(
  db: Db,
  call: CommandCall,
  name: string,
  { id, kind, key }: { id: string; kind: RuleKind; key: string },
  contentFrom: (versions: RuleRow[]) => unknown,
): Promise<CommandAnswer> {
  const { actor, now } = call
  assertMay(actor, 'rules.edit')
  await command(db, call, {
    name,
    recordKind: 'rule',
    recordIds: [id],
    load: (tx) => versionsOf(tx, kind, key),
    decide: (versions, { tx }) => {
      const content = contentFrom(versions)
      if (versions.some(isOpen)) throw new DomainError('rules.draftExists')
      const version = (versions[0]?.version ?? 0) + 1
      insertDraft(tx, { id, kind, key, version, content, author: personOf(actor) }, now)
    },
  }).catch(asConflict)
  return { id, version: 1 }
}

/**
 * Changes what a draft says; one in review becomes a draft again, since it is another text now.
 * @throws DomainError `access.forbidden`, `http.notFound`, `process.staleVersion`, `rules.notInState`
 */
export function changeRule(deps: RulesDeps, call: CommandCall, id: string, body: ChangeRule): Promise<CommandAnswer> {
  return act(deps, call, { id, action: 'change', revision: body.revision }, async ({ row }) => {
    if (row.kind !== body.kind) throw new DomainError('http.notFound')
    const authors = [...new Set([...row.authors, personOf(call.actor)])]
    return [{ ...row, status: 'draft', content: body.content, authors, changedAt: call.now }]
  })
}

/**
 * Sends a draft to review. @throws DomainError `access.forbidden`, `http.notFound`, `process.staleVersion`,
 * `rules.notInState`, `rules.faulty` with every fault of its content
 */
export function reviewRule(deps: RulesDeps, call: CommandCall, id: string, revision: number): Promise<CommandAnswer> {
  return act(deps, call, { id, action: 'review', revision }, async ({ row, tx }) => {
    await assertSound(deps, tx, row, call.now)
    return [{ ...row, status: 'review', sentBackReason: null }]
  })
}

/** @throws DomainError `access.forbidden`, `http.notFound`, `process.staleVersion`, `rules.notInState` */
export function sendBackRule(
  deps: RulesDeps,
  call: CommandCall,
  id: string,
  { revision, reason }: { revision: number; reason: string },
): Promise<CommandAnswer> {
  return act(deps, call, { id, action: 'sendBack', revision }, async ({ row }) => [
    { ...row, status: 'draft', sentBackReason: reason },
  ])
}

/**
 * Puts a reviewed version in force from a moment on, now when none is given. None of its authors may do so while somebody
 * else could: four eyes. Where only authors hold the right, a rule that could never change would be worse, so that one of
 * them may, and the rule shows author and publisher as the same.
 * @throws DomainError `access.forbidden`, `http.notFound`, `process.staleVersion`, `rules.notInState`, `rules.datePast`,
 * `rules.dateTaken`, `rules.laterWaits`, `rules.onlyAtOnce`, `rules.ownWork`, `rules.faulty`
 */
export function publishRule(
  deps: RulesDeps,
  call: CommandCall,
  id: string,
  { revision, effectiveFrom }: { revision: number; effectiveFrom?: string | undefined },
): Promise<CommandAnswer> {
  const { actor, now } = call
  const from = effectiveFrom === undefined ? now : new Date(effectiveFrom)
  return act(deps, call, { id, action: 'publish', revision }, async ({ row, tx, versions }) => {
    const kind = kindOf(deps.kinds, row.kind)
    if (from < now) throw faultyDate('rules.datePast')
    if (kind.atOnce && from > now) throw faultyDate('rules.onlyAtOnce')
    // an older version that waits for its day would replace this one then, which nobody means
    const waits = versions.find((v) => v.version < row.version && standingOf(v, versions, now) === 'scheduled')
    if (waits?.effectiveFrom && waits.effectiveFrom > from) throw faultyDate('rules.laterWaits', waits.version)
    const publishers = await staffEverywhere(tx, rolesWith('rules.publish'), now)
    if (row.authors.includes(personOf(actor)) && publishers.some((staffId) => !row.authors.includes(staffId))) {
      throw new DomainError('rules.ownWork')
    }
    await assertSound(deps, tx, row, now)
    await kind.published?.(tx, contentOf(row), { id, key: row.key, now, publisher: actor })
    return [{ ...row, status: 'published', effectiveFrom: from, publishedBy: personOf(actor), publishedAt: now }]
  })
}

const faultyDate = (code: 'rules.datePast' | 'rules.onlyAtOnce' | 'rules.laterWaits', version?: number) =>
  new DomainError(code, { version }, [{ path: 'effectiveFrom', code, params: { version } }])

/**
 * Gives up a draft, withdraws a version that is not in force yet, or ends a rule: of a rule in force all its published
 * versions, so that no older one comes back. Records keep the version that governs them.
 * @throws DomainError `access.forbidden`, `http.notFound`, `process.staleVersion`, `rules.notInState`, `rules.needed`
 */
export function retireRule(
  deps: RulesDeps,
  call: CommandCall,
  id: string,
  { revision, reason }: { revision: number; reason: string },
): Promise<CommandAnswer> {
  const { actor, now } = call
  return act(deps, call, { id, action: 'retire', revision }, async ({ row, versions }) => {
    const ends = standingOf(row, versions, now) === 'inForce'
    const ended = ends ? versions.filter(({ status }) => status === 'published') : [row]
    return ended.map((version) => ({
      ...version,
      status: 'retired',
      retiredBy: personOf(actor),
      retiredAt: now,
      retireReason: reason,
    }))
  })
}

interface Found {
  row: RowOfKind
  tx: Tx
  /** all of the rule, newest first, locked */
  versions: readonly RuleRow[]
}

/** Does something with one version, as everybody must: found, allowed, seen in its last state, possible now. */
async function act(
  { db, kinds }: RulesDeps,
  call: CommandCall,
  { id, action, revision }: { id: string; action: RuleAction; revision: number },
  decide: (found: Found) => Promise<RuleRow[]>,
): Promise<CommandAnswer> {
  const { actor, now } = call
  assertMay(actor, 'rules.read')
  const outcome = await command(db, call, {
    name: `rules.${action}`,
    recordKind: 'rule',
    recordIds: [id],
    load: (tx) => lockVersions(tx, id),
    decide: async (versions, { tx }) => {
      const row = versions.find((version) => version.id === id)
      if (!row || !isRule(row)) throw new DomainError('http.notFound')
      assertMayAct(actor, action, row.status === 'published')
      if (row.revision !== revision) {
        throw new DomainError('process.staleVersion', { expected: revision, actual: row.revision })
      }
      const { needed } = kindOf(kinds, row.kind)
      if (!possibleActions(row, versions, { needed, now }).includes(action)) {
        const ends = needed && action === 'retire' && standingOf(row, versions, now) === 'inForce'
        throw new DomainError(ends ? 'rules.needed' : 'rules.notInState')
      }
      for (const changed of await decide({ row, tx, versions })) saveVersion(tx, changed)
      return row.kind
    },
  }).catch(asConflict)
  if (!outcome.repeated) forgetCurrent(actor.organizationId, outcome.result)
  return { id, version: revision + 1 }
}

/** @throws DomainError `rules.faulty` */
async function assertSound({ kinds }: RulesDeps, tx: Tx, row: RowOfKind, now: Date): Promise<void> {
  const faults = await faultsOf(kinds, tx, row, now)
  if (faults.length === 0) return
  const fields = faults.map((fault) => ({ ...fault, path: `content.${fault.path}` }))
  throw new DomainError('rules.faulty', { count: faults.length }, fields)
}

/** What keeps a version from being published; paths lead into its content. */
export async function faultsOf(kinds: KindsOfRules, tx: Tx, row: RowOfKind, now: Date): Promise<FieldFault[]> {
  return (await kindOf(kinds, row.kind).check?.(tx, contentOf(row), { id: row.id, key: row.key, now })) ?? []
}

const personOf = (actor: Actor): string => actor.staffId ?? actor.accountId

/** What the database alone can notice when two act at once. */
const conflicts: Record<string, 'rules.draftExists' | 'rules.dateTaken' | 'command.duplicateId'> = {
  regulation_version_one_open: 'rules.draftExists',
  regulation_version_organization_id_kind_key_version_key: 'rules.draftExists',
  regulation_version_one_a_moment: 'rules.dateTaken',
  regulation_version_pkey: 'command.duplicateId',
}
function asConflict(error: unknown): never {
  const code = conflicts[(error as { constraint?: string }).constraint ?? '']
  throw code ? new DomainError(code) : error
}
