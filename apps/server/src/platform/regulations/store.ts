import { newId } from '#kernel'
import { jsonb, statement, type Tx, unnested } from '#platform/db'

/** One published version of a rule; immutable. */
export interface Rule {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly version: number
  readonly effectiveFrom: Date
  readonly content: unknown
}

export interface NewRegulation {
  kind: string
  key: string
  version?: number
  content: unknown
  /** absent: from `now` on */
  effectiveFrom?: Date
  createdBy?: string | null
}

/** Published versions never change, so whoever has read one keeps it: by organization and id. */
const cache = new Map<string, Rule>()
const KEPT = 5000
const cacheKey = (tx: Tx, id: string) => `${tx.organizationId}/${id}`

const inForce = statement(
  'rules_in_force',
  `select distinct on (key) id from regulation_version
   where organization_id = $1 and kind = $2 and status = 'published' and effective_from <= $3
   order by key, effective_from desc, version desc`,
)
const contents = statement(
  'rules_content',
  `select id, kind, key, version, effective_from as "effectiveFrom", content from regulation_version
   where organization_id = $1 and id = any($2) and status in ('published', 'retired')`,
)

/** The rules of a kind that are in force at `now`: of each key the version that took effect last. Ordered by key. */
export async function publishedRules(tx: Tx, kind: string, now: Date): Promise<Rule[]> {
  const rows = await tx.query<{ id: string }>(inForce, [tx.organizationId, kind, now])
  return await rulesById(
    tx,
    rows.map((row) => row.id),
  )
}

/** Published versions by id, in the order asked for; what does not exist is left out. Mostly answered from memory. */
export async function rulesById(tx: Tx, ids: readonly string[]): Promise<Rule[]> {
  const missing = [...new Set(ids)].filter((id) => !cache.has(cacheKey(tx, id)))
  const read = new Map<string, Rule>()
  if (missing.length > 0) {
    for (const rule of await tx.query<Rule>(contents, [tx.organizationId, missing])) {
      read.set(rule.id, rule)
      if (cache.size >= KEPT) cache.clear()
      cache.set(cacheKey(tx, rule.id), rule)
    }
  }
  return ids.flatMap((id) => read.get(id) ?? cache.get(cacheKey(tx, id)) ?? [])
}

/** Publishes rules, each as the version given (1 when absent), in one statement. Gives their ids in order. */
export function insertRegulation(tx: Tx, rules: readonly NewRegulation[], now: Date): string[] {
  const rows = rules.map((rule) => ({ ...rule, id: newId(now.getTime()) }))
  tx.queue(
    `insert into regulation_version (organization_id, id, kind, key, version, status, effective_from, content,
       created_by, created_at)
     select $1, r.id, r.kind, r.key, r.version, 'published', r.effective_from, r.content, r.created_by, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::jsonb[], $9::uuid[])
       r (id, kind, key, version, effective_from, content, created_by)`,
    [
      tx.organizationId,
      now,
      ...unnested(
        rows,
        (r) => r.id,
        (r) => r.kind,
        (r) => r.key,
        (r) => r.version ?? 1,
        (r) => r.effectiveFrom ?? now,
        (r) => jsonb(r.content),
        (r) => r.createdBy ?? null,
      ),
    ],
  )
  return rows.map((r) => r.id)
}
