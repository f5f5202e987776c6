import { ruleContents } from '@sims/contracts'
import { canonicalJson } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import { clockContext, systemScope } from '#platform/process'
import { insertRegulation, type NewRegulation, type RuleRow, versionsOf } from '#platform/regulations'
import { defaultRules } from './default-rules.ts'

const organizations = statement('setup_organizations', 'select worker_organizations() as id')
const oneByOne = statement('setup_one_by_one', 'select pg_advisory_xact_lock(hashtextextended($1, 0))')

/**
 * Brings the rules of this release to companies that were founded under an earlier one, as new versions that take effect
 * now: what is new, and what has changed where the company has not made the rule its own. A rule that the company has
 * written a version of, or has ended, stays as the company wants it; records keep the versions that they name. Answers
 * how many versions were published.
 */
export async function renewDefaults(db: Db, now: Date): Promise<number> {
  let renewed = 0
  for (const { id } of await db.global<{ id: string }>(organizations)) {
    renewed += await db.transaction(id, (tx) => renewFor(tx, now))
  }
  return renewed
}

async function renewFor(tx: Tx, now: Date): Promise<number> {
  // of two processes that start at once the second finds nothing left to do
  await tx.query(oneByOne, [`default rules ${tx.organizationId}`])
  const defaults = defaultRules()
  const kinds = [...new Set(defaults.map(({ kind }) => kind))]
  const rows = (await Promise.all(kinds.map((kind) => versionsOf(tx, kind)))).flat()
  const versions = Map.groupBy(rows, ({ kind, key }) => `${kind} ${key}`)
  const news = defaults.flatMap((rule): NewRegulation[] => {
    const own = versions.get(`${rule.kind} ${rule.key}`) ?? []
    return own.length === 0 || isOutdated(rule, own) ? [{ ...rule, version: (own[0]?.version ?? 0) + 1 }] : []
  })
  if (news.length === 0) return 0
  const { zone } = await clockContext(tx, now)
  const { finish } = systemScope(tx, 'release', zone, now)
  finish({ action: 'rules.renew', objectKind: 'rule', objectIds: insertRegulation(tx, news, now) })
  return news.length
}

/** Whether what is published last came with an earlier release and says something else than this one. */
function isOutdated(rule: ReturnType<typeof defaultRules>[number], versions: readonly RuleRow[]): boolean {
  const last = versions.find(({ effectiveFrom }) => effectiveFrom !== null)
  if (last?.status !== 'published' || last.authors.length > 0) return false
  // read as this release reads it: what came later has its default
  const stored = ruleContents[rule.kind].safeParse(last.content)
  return !stored.success || canonicalJson(stored.data) !== canonicalJson(ruleContents[rule.kind].parse(rule.content))
}
