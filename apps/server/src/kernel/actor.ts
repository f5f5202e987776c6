/**
 * Who acts. `system` is the server itself: due clocks, link effects between records, imports. `apiKey` is another
 * system that calls with a key: its id is the account, and its grants are scopes instead of roles.
 */
export interface Actor {
  readonly kind: 'staff' | 'resident' | 'system' | 'apiKey'
  readonly organizationId: string
  /** the account; for the system a fixed id, so that its idempotency keys have a scope too */
  readonly accountId: string
  readonly staffId: string | null
  readonly customerId: string | null
  readonly name: string
  readonly locale: 'zh-CN' | 'en'
  readonly timeZone: string
  /** a role (of a key: a scope) in one community, or (communityId null) in all */
  readonly grants: readonly RoleGrant[]
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  readonly sessionId: string | null
  /** a resident who acts for another: `customerId` is that other, here is who they are themselves */
  readonly behalf?: Behalf
}

export interface Behalf {
  readonly customerId: string
  /** what they may do, as the contracts' PROXY_SCOPES name it */
  readonly scope: readonly string[]
}

export interface RoleGrant {
  readonly role: string
  readonly communityId: string | null
}

export const SYSTEM_ACCOUNT = '00000000-0000-7000-8000-000000000000'

/** The server acting by itself within an organization. */
export function systemActor(organizationId: string, timeZone: string): Actor {
  return {
    kind: 'system',
    organizationId,
    accountId: SYSTEM_ACCOUNT,
    staffId: null,
    customerId: null,
    name: '',
    locale: 'zh-CN',
    timeZone,
    grants: [],
    teams: [],
    skills: [],
    sessionId: null,
  }
}

/** Whom the trail names: the person, or the key; null for the server itself. */
export const namedBy = (actor: Actor): string | null =>
  actor.staffId ?? actor.customerId ?? (actor.kind === 'apiKey' ? actor.accountId : null)

/** The roles an actor has in a community; a resident is one everywhere. */
export function rolesIn(actor: Actor, communityId: string): string[] {
  if (actor.kind === 'resident') return ['resident']
  return actor.grants.filter((g) => g.communityId === null || g.communityId === communityId).map((g) => g.role)
}

/** The communities in which an actor holds one of `roles`: their ids, or 'all'. */
export function communitiesOf(actor: Actor, roles: readonly string[]): readonly string[] | 'all' {
  const held = actor.grants.filter((g) => roles.includes(g.role))
  if (held.some((g) => g.communityId === null)) return 'all'
  return [...new Set(held.map((g) => g.communityId as string))]
}
