import type { Locale, Phase, RequestSummary } from '@sims/contracts'
import { formatInstant } from '#kernel'
import type { Tx } from '#platform/db'
import { definitionsById, type StoredDefinition } from '#platform/process'
import { categoryOf, rulesById } from '#platform/regulations'
import { numberOf } from './domain/number.ts'

/** A request as lists show it. */
export interface SummaryRow {
  id: string
  number: number
  kind: RequestSummary['kind']
  category: string
  categoryVersionId: string
  definitionId: string
  communityId: string
  communityName: string
  placeName: string
  description: string
  priority: number
  state: string
  phase: Phase
  version: number
  nextDueAt: Date | null
  channel: RequestSummary['channel']
  createdAt: Date
  settledAt: Date | null
  asksPrice: boolean
  imported: boolean
}

export const SUMMARY_COLUMNS = `r.id, r.number, r.kind, r.category, r.category_version_id as "categoryVersionId",
  r.definition_id as "definitionId", r.community_id as "communityId", c.name as "communityName",
  p.full_name as "placeName", r.description, r.priority, r.state, r.phase, r.version, r.next_due_at as "nextDueAt",
  r.channel, r.created_at as "createdAt", r.settled_at as "settledAt",
  r.price_state is not distinct from 'quoted' as "asksPrice", r.imported_by_run is not null as imported`

export type Presented = { zone: string; now: Date; locale: Locale }

/** Turns rows into what lists show; names of categories and states come from the versions that govern each request. */
export async function presentSummaries(
  tx: Tx,
  rows: readonly SummaryRow[],
  ctx: Presented,
): Promise<{ summaries: RequestSummary[]; definitions: Map<string, StoredDefinition> }> {
  const [definitions, rules] = await Promise.all([
    definitionsById(
      tx,
      rows.map((row) => row.definitionId),
    ),
    rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))]),
  ])
  const categories = new Map(rules.map((rule) => [rule.id, categoryOf(rule)]))
  const summaries = rows.map((row) => {
    const state = definitions.get(row.definitionId)?.definition.states.find((s) => s.key === row.state)
    return {
      id: row.id,
      number: numberOf(row.kind, row.number),
      kind: row.kind,
      category: row.category,
      categoryNames: categories.get(row.categoryVersionId)?.names ?? { 'zh-CN': row.category, en: row.category },
      communityId: row.communityId,
      communityName: row.communityName,
      placeName: row.placeName,
      description: row.description,
      priority: row.priority,
      phase: row.phase,
      stateNames: state?.names ?? { 'zh-CN': row.state, en: row.state },
      version: row.version,
      nextDueAt: row.nextDueAt && formatInstant(row.nextDueAt.getTime(), ctx.zone),
      overdue: row.nextDueAt !== null && row.nextDueAt < ctx.now,
      channel: row.channel,
      createdAt: formatInstant(row.createdAt.getTime(), ctx.zone),
      settledAt: row.settledAt && formatInstant(row.settledAt.getTime(), ctx.zone),
      asksPrice: row.asksPrice,
      imported: row.imported,
    }
  })
  return { summaries, definitions }
}
