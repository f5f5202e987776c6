import { jsonb, statement, type Tx } from '#platform/db'

/** A version as administrators work on it, published or not. Persons are members of staff. */
export interface RuleRow {
  id: string
  kind: string
  key: string
  version: number
  revision: number
  status: 'draft' | 'review' | 'published' | 'retired'
  effectiveFrom: Date | null
  content: unknown
  /** who has written its content, first author first; empty: it came with the product */
  authors: string[]
  changedAt: Date
  sentBackReason: string | null
  publishedBy: string | null
  publishedAt: Date | null
  retiredBy: string | null
  retiredAt: Date | null
  retireReason: string | null
}

const columns = `id, kind, key, version, revision, status, effective_from as "effectiveFrom", content, authors,
  coalesce(changed_at, created_at) as "changedAt", sent_back_reason as "sentBackReason",
  published_by as "publishedBy", published_at as "publishedAt", retired_by as "retiredBy", retired_at as "retiredAt",
  retire_reason as "retireReason"`

const all = statement(
  'rules_versions',
  `select ${columns} from regulation_version
   where organization_id = $1 and kind = $2 and ($3::text is null or key = $3) order by key, version desc`,
)
const siblings = `(r.kind, r.key) = any(array(
  select (s.kind, s.key) from regulation_version s where s.organization_id = $1 and s.id = $2))`
const ofOne = statement(
  'rules_siblings',
  `select ${columns} from regulation_version r where r.organization_id = $1 and ${siblings} order by r.version desc`,
)
const locked = statement(
  'rules_siblings_locked',
  `select ${columns} from regulation_version r where r.organization_id = $1 and ${siblings}
   order by r.version desc for update`,
)

/** All versions of the rules of a kind, or of the one with this key: by key, newest first. */
export const versionsOf = (tx: Tx, kind: string, key?: string): Promise<RuleRow[]> =>
  tx.query<RuleRow>(all, [tx.organizationId, kind, key ?? null])

/** All versions of the rule that this version belongs to, newest first; empty when there is no such version. */
export const versionsWith = (tx: Tx, id: string): Promise<RuleRow[]> =>
  tx.query<RuleRow>(ofOne, [tx.organizationId, id])

/** Like {@link versionsWith}, locked for a change. */
export const lockVersions = (tx: Tx, id: string): Promise<RuleRow[]> =>
  tx.query<RuleRow>(locked, [tx.organizationId, id])

const insert = statement(
  'rules_draft',
  `insert into regulation_version (organization_id, id, kind, key, version, status, content, created_by, created_at,
     authors, changed_at)
   values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, array[$7::uuid], $8)`,
)

/** Queues a draft. Of two who begin one at once the second fails by `regulation_version_one_open`. */
export function insertDraft(
  tx: Tx,
  draft: Pick<RuleRow, 'id' | 'kind' | 'key' | 'version' | 'content'> & { author: string },
  now: Date,
): void {
  const { id, kind, key, version, content, author } = draft
  tx.queue(insert, [tx.organizationId, id, kind, key, version, jsonb(content), author, now])
}

const update = statement(
  'rules_save',
  `update regulation_version set status = $3, effective_from = $4, content = $5, authors = $6, changed_at = $7,
     sent_back_reason = $8, published_by = $9, published_at = $10, retired_by = $11, retired_at = $12,
     retire_reason = $13, revision = revision + 1
   where organization_id = $1 and id = $2`,
)

/** Queues a locked version as it is now, with one more revision. */
export function saveVersion(tx: Tx, row: RuleRow): void {
  tx.queue(update, [
    tx.organizationId,
    row.id,
    row.status,
    row.effectiveFrom,
    jsonb(row.content),
    row.authors,
    row.changedAt,
    row.sentBackReason,
    row.publishedBy,
    row.publishedAt,
    row.retiredBy,
    row.retiredAt,
    row.retireReason,
  ])
}
