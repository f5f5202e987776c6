import {
  type Locale,
  RULE_ACTIONS,
  type RuleDifferences,
  type RuleKind,
  type RuleSummary,
  type RuleVersion,
  type RuleWithVersions,
} from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { staffById } from '#modules/staff'
import type { Tx } from '#platform/db'
import { textOf } from '#platform/http'
import { type KindsOfRules, type RuleRow, versionsOf, versionsWith } from '#platform/regulations'
import { faultsOf } from './commands.ts'
import { differences } from './domain/difference.ts'
import { inForce, isOpen, possibleActions, standingOf } from './domain/standing.ts'
import { contentOf, isRule, kindOf, type RowOfKind } from './kinds.ts'
import { assertMayRead, mayAct } from './policy.ts'

export interface Reader {
  actor: Actor
  now: Date
  locale: Locale
}

/** The rules of a kind, each with its versions, newest first. @throws DomainError `access.forbidden` */
export async function listRules(
  tx: Tx,
  kinds: KindsOfRules,
  { actor, now }: Reader,
  kind: RuleKind,
): Promise<RuleWithVersions[]> {
  assertMayRead(actor)
  const rows = (await versionsOf(tx, kind)).filter(isRule)
  const present = await presenter(tx, kinds, rows, actor, now)
  const { group, sort } = kindOf(kinds, kind)
  return [...Map.groupBy(rows, (row) => row.key)]
    .map(([key, versions]) => {
      // what is in force says where a rule stands among the others, else what is newest
      const shown = contentOf(inForce(versions, now) ?? (versions[0] as RowOfKind))
      return { key, group: group?.(shown, key) ?? null, at: sort?.(shown, key) ?? 0, versions }
    })
    .sort((a, b) => a.at - b.at)
    .map(({ key, group, versions }) => ({ key, group, versions: versions.map((row) => present(row, versions)) }))
}

/**
 * One version with its content, what the reader may do with it, and what of it is not right yet.
 * @throws DomainError `access.forbidden`, `http.notFound`
 */
export async function getRule(tx: Tx, kinds: KindsOfRules, reader: Reader, id: string): Promise<RuleVersion> {
  const { actor, now, locale } = reader
  assertMayRead(actor)
  const { row, versions } = await found(tx, id)
  const present = await presenter(tx, kinds, versions, actor, now)
  const { needed } = kindOf(kinds, row.kind)
  const possible = possibleActions(row, versions, { needed, now })
  const faults = isOpen(row) ? await faultsOf(kinds, tx, row, now) : []
  return {
    ...present(row, versions),
    content: contentOf(row),
    allowed: RULE_ACTIONS.filter(
      (action) => possible.includes(action) && mayAct(actor, action, row.status === 'published'),
    ),
    faults: faults.map(({ path, code, params }) => ({ path, code, message: textOf(code, locale, params ?? {}) })),
  } as RuleVersion
}

/**
 * What a version changes: against the one named, or else the one before it that was published.
 * @throws DomainError `access.forbidden`, `http.notFound`
 */
export async function compareRule(
  tx: Tx,
  actor: Actor,
  id: string,
  other: string | undefined,
): Promise<RuleDifferences> {
  assertMayRead(actor)
  const { row, versions } = await found(tx, id)
  const before = other
    ? versions.find((v) => v.id === other)
    : versions.find((v) => v.version < row.version && v.effectiveFrom !== null)
  if (other && !before) throw new DomainError('http.notFound')
  return {
    with: before ? { id: before.id, version: before.version } : null,
    items: differences(before ? contentOf(before) : undefined, contentOf(row)),
  }
}

/** @throws DomainError `http.notFound` */
async function found(tx: Tx, id: string): Promise<{ row: RowOfKind; versions: RowOfKind[] }> {
  const versions = (await versionsWith(tx, id)).filter(isRule)
  const row = versions.find((version) => version.id === id)
  if (!row) throw new DomainError('http.notFound')
  return { row, versions }
}

/** Shows versions with the names of their people, all looked up at once. */
async function presenter(tx: Tx, kinds: KindsOfRules, rows: readonly RowOfKind[], actor: Actor, now: Date) {
  const ids = rows.flatMap(({ authors, publishedBy, retiredBy }) => [...authors, publishedBy, retiredBy])
  const known = new Map((await staffById(tx, [...new Set(ids.filter((id) => id !== null))])).map((s) => [s.id, s.name]))
  const person = (id: string | null) => (id === null ? null : { id, name: known.get(id) ?? '—' })
  const moment = (at: Date | null) => (at === null ? null : formatInstant(at.getTime(), actor.timeZone))
  return (row: RowOfKind, versions: readonly RuleRow[]): RuleSummary => ({
    kind: row.kind,
    id: row.id,
    key: row.key,
    version: row.version,
    revision: row.revision,
    standing: standingOf(row, versions, now),
    names: kindOf(kinds, row.kind).names(contentOf(row) as never, row.key),
    effectiveFrom: moment(row.effectiveFrom),
    authors: row.authors.flatMap((id) => person(id) ?? []),
    changedAt: formatInstant(row.changedAt.getTime(), actor.timeZone),
    sentBackReason: row.sentBackReason,
    publishedBy: person(row.publishedBy),
    publishedAt: moment(row.publishedAt),
    retiredBy: person(row.retiredBy),
    retiredAt: moment(row.retiredAt),
    retireReason: row.retireReason,
  })
}
