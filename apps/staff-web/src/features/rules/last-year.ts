import type { RuleWithVersions } from '@sims/contracts/web'

/** The last year whose calendar is in force. */
export const lastYear = (rules: readonly RuleWithVersions[]): number =>
  Math.max(
    ...rules.flatMap(({ key, versions }) =>
      versions.some(({ standing }) => standing === 'inForce') ? [Number(key)] : [],
    ),
  )
