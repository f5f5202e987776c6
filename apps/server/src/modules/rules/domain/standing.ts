import type { RuleAction, RuleStanding } from '@sims/contracts'

/** What of a version decides how it stands. */
export interface Version {
  id: string
  version: number
  status: 'draft' | 'review' | 'published' | 'retired'
  effectiveFrom: Date | null
}

/** Drafts and what is in review: of a rule there is one at most. */
export const isOpen = ({ status }: Version): boolean => status === 'draft' || status === 'review'

/** Of the versions of one rule the one in force at `now`: published, in effect, and the last to have taken effect. */
export function inForce<V extends Version>(versions: readonly V[], now: Date): V | undefined {
  const since = (v: V) => v.effectiveFrom?.getTime() ?? Number.POSITIVE_INFINITY
  return versions
    .filter((v) => v.status === 'published' && since(v) <= now.getTime())
    .sort((a, b) => since(b) - since(a) || b.version - a.version)[0]
}

/** How a version stands among the versions of its rule. */
export function standingOf(version: Version, versions: readonly Version[], now: Date): RuleStanding {
  if (version.status !== 'published') return version.status
  if (version.effectiveFrom && version.effectiveFrom > now) return 'scheduled'
  return inForce(versions, now)?.id === version.id ? 'inForce' : 'superseded'
}

/** What may be done with a version, whoever does it. */
const possible: Record<RuleStanding, readonly RuleAction[]> = {
  draft: ['change', 'review', 'retire'],
  review: ['change', 'sendBack', 'publish', 'retire'],
  scheduled: ['draft', 'retire'],
  inForce: ['draft', 'retire'],
  superseded: [],
  retired: ['draft'],
}

/** One version of a rule is worked on at a time, and a rule that the system cannot do without never ends. */
export function possibleActions(
  version: Version,
  versions: readonly Version[],
  { needed, now }: { needed: boolean; now: Date },
): RuleAction[] {
  const standing = standingOf(version, versions, now)
  const open = versions.some(isOpen)
  const newest = versions.every((other) => other.version <= version.version)
  return possible[standing].filter((action) => {
    if (action === 'draft') return !open && (standing !== 'retired' || newest)
    return action !== 'retire' || !needed || standing !== 'inForce'
  })
}
