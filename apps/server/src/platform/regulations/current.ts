import type { Tx } from '#platform/db'
import { publishedRules, type Rule } from './store.ts'

const KEPT_MS = 5_000
const kept = new Map<string, { until: number; rules: ReadonlyMap<string, Rule> }>()

/**
 * The rules of a kind in force, by key, for use on every call: kept for five seconds, within which a version that has
 * just taken effect may not govern yet. A record names the version that did.
 */
export async function currentRules(tx: Tx, kind: string, now: Date): Promise<ReadonlyMap<string, Rule>> {
  const name = `${tx.organizationId}/${kind}`
  const known = kept.get(name)
  if (known && known.until > now.getTime() && known.until <= now.getTime() + KEPT_MS) return known.rules
  const rules = new Map((await publishedRules(tx, kind, now)).map((rule) => [rule.key, rule]))
  // an empty set is not kept: the organization is being founded
  if (rules.size > 0) kept.set(name, { until: now.getTime() + KEPT_MS, rules })
  return rules
}

/** To be called when a change of a kind has been committed, so that this process at least sees it at once. */
export function forgetCurrent(organizationId: string, kind: string): void {
  kept.delete(`${organizationId}/${kind}`)
}
