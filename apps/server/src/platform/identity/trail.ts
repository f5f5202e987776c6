import type { OperationName } from '@sims/contracts'
import { type Actor, DomainError, SYSTEM_ACCOUNT } from '#kernel'
import { type Audit, audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'

/**
 * Audits a call that was refused or failed, in a transaction of its own: the call's own is gone. For
 * `HttpOptions.onRefused`.
 */
export async function recordRefusal(
  db: Db,
  actor: Actor,
  operation: OperationName,
  error: unknown,
  origin: Origin,
  now: Date,
): Promise<void> {
  await db.transaction(actor.organizationId, async (tx) => {
    audit(tx, actor, origin, now, { action: operation, ...outcomeOf(error) })
  })
}

export const outcomeOf = (error: unknown): Pick<Audit, 'outcome' | 'detail'> =>
  error instanceof DomainError
    ? { outcome: 'refused', detail: { code: error.code } }
    : { outcome: 'failed', detail: { code: 'http.internal' } }

/** Whose account somebody tried to enter; null when there is no such account. */
export type Tried = { organization_id: string; id: string; staff_id: string | null } | null

/**
 * Audits what happens before anybody is signed in. A try at an account that does not exist belongs to the installation's
 * only organization; where there are several it stands in the server's log alone.
 */
export async function recordTry(db: Db, tried: Tried, origin: Origin, now: Date, event: Audit): Promise<void> {
  const organizationId = tried?.organization_id ?? (await soleOrganization(db))
  if (!organizationId) return
  const actor = tried
    ? ({ kind: tried.staff_id ? 'staff' : 'resident', accountId: tried.id, sessionId: null } as const)
    : ({ kind: 'system', accountId: SYSTEM_ACCOUNT, sessionId: null } as const)
  await db.transaction(organizationId, async (tx) => audit(tx, actor, origin, now, event))
}

async function soleOrganization(db: Db): Promise<string | null> {
  const [row] = await db.global<{ sole: string | null }>('select sole from known_organizations()')
  return row?.sole ?? null
}
