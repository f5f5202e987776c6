import { type Actor, DomainError, MINUTE, SYSTEM_ACCOUNT } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'
import { Recent, Throttle } from '#platform/identity'
import { hashToken } from '#platform/privacy'
import { isWithin } from './addresses.ts'
import { type FoundKey, findKey, touchKey } from './store.ts'
import { readKey } from './token.ts'

/** Calls of one key in a minute, in each process that answers. */
export const CALLS_PER_MINUTE = 600

export interface KeyAccess {
  /**
   * Who calls with this key. A key that was revoked in another process gives entry for five seconds at most.
   * @throws DomainError `apiKeys.unknown`, `apiKeys.address`, `apiKeys.tooMany`
   */
  authenticate(token: string, origin: Origin, now: Date): Promise<Actor>
  /** Forgets what it knows of a key that has changed. */
  forget(id: string): void
}

/** Who calls with an API key; a refused use of a key that exists is audited, once a minute for each reason. */
export function createKeyAccess({ db, perMinute = CALLS_PER_MINUTE }: { db: Db; perMinute?: number }): KeyAccess {
  const recent = new Recent<FoundKey>()
  const calls = new Throttle(perMinute, MINUTE)
  const told = new Throttle(1, MINUTE)

  const refuse = async (key: FoundKey, error: DomainError, origin: Origin, now: Date): Promise<never> => {
    if (told.take(`${key.id} ${error.code}`, now) === 0) await recordRefused(db, key, error, origin, now)
    throw error
  }
  return {
    forget: (id) => recent.forget((key) => key.id === id),
    authenticate: async (token, origin, now) => {
      const given = readKey(token)
      const hash = given && hashToken(given.secret)
      const key = given && hash && (await recent.read(hash.toString('base64'), now, () => findKey(db, given.id, hash)))
      if (!key || key.id !== given.id) throw new DomainError('apiKeys.unknown')
      if (key.revoked_at || now >= key.good_until)
        return await refuse(key, new DomainError('apiKeys.unknown'), origin, now)
      if (key.address_ranges.length > 0 && !isWithin(origin.ip, key.address_ranges))
        return await refuse(key, new DomainError('apiKeys.address', { address: origin.ip }), origin, now)
      const wait = calls.take(key.id, now)
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000)
        return await refuse(key, new DomainError('apiKeys.tooMany', { limit: perMinute, seconds }), origin, now)
      }
      await noteUse(db, key, origin.ip, now)
      return actorOf(key)
    },
  }
}

/** Writes down, at most once a minute, that a key was used. */
async function noteUse(db: Db, key: FoundKey, from: string, now: Date): Promise<void> {
  const before = key.last_used_at
  if (before && now.getTime() - before.getTime() < MINUTE) return
  key.last_used_at = now
  try {
    await touchKey(db, key, from, now)
  } catch (error) {
    key.last_used_at = before
    throw error
  }
}

function recordRefused(db: Db, key: FoundKey, error: DomainError, origin: Origin, now: Date): Promise<void> {
  const actor = { kind: 'system', accountId: SYSTEM_ACCOUNT, sessionId: null } as const
  return db.transaction(key.organization_id, async (tx) =>
    audit(tx, actor, origin, now, {
      action: 'apiKeys.refused',
      outcome: 'refused',
      objectKind: 'apiKey',
      objectIds: [key.id],
      detail: { code: error.code },
    }),
  )
}

/** The system behind a key, with its scopes in its communities. */
function actorOf(key: FoundKey): Actor {
  const communities = key.communities ?? [null]
  return {
    kind: 'apiKey',
    organizationId: key.organization_id,
    accountId: key.id,
    staffId: null,
    customerId: null,
    name: key.name,
    locale: 'zh-CN',
    timeZone: key.time_zone,
    grants: key.scopes.flatMap((role) => communities.map((communityId) => ({ role, communityId }))),
    teams: [],
    skills: [],
    sessionId: null,
  }
}
