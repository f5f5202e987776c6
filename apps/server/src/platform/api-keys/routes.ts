import type { ApiKey, ApiKeyIssued } from '@sims/contracts'
import { formatInstant } from '#kernel'
import { assertMay } from '#platform/access'
import type { Http } from '#platform/http'
import { createKey, type Issued, type KeyDeps, revokeKey, rotateKey } from './commands.ts'
import { type KeyRow, keyRows } from './store.ts'
import { prefixOf } from './token.ts'

/** Answers the operations of the tag `apiKeys`, for the system administrator. */
export function apiKeyRoutes(http: Pick<Http, 'on'>, deps: KeyDeps): void {
  const { db } = deps
  http.on('listApiKeys', async ({ actor, now }) => {
    assertMay(actor, 'apiKeys.manage')
    const rows = await db.read(actor.organizationId, keyRows)
    return { items: rows.map((row) => present(row, actor.timeZone, now)), nextCursor: null }
  })
  http.on('createApiKey', async (call) => presentIssued(call, call.body.id, await createKey(deps, call, call.body)))
  http.on('rotateApiKey', async (call) =>
    presentIssued(call, call.params.id, await rotateKey(deps, call, call.params.id, call.body)),
  )
  http.on('revokeApiKey', async (call) => {
    const { id } = call.params
    return { id, version: await revokeKey(deps, call, id, call.body.version) }
  })
}

const presentIssued = (
  { actor }: { actor: { timeZone: string } },
  id: string,
  { token, expiresAt, version }: Issued,
): ApiKeyIssued => ({ id, version, token, expiresAt: formatInstant(expiresAt.getTime(), actor.timeZone) })

function present(row: KeyRow, zone: string, now: Date): ApiKey {
  const at = (moment: Date) => formatInstant(moment.getTime(), zone)
  const expired = now >= row.expiresAt
  const overlap = row.previousUntil && !expired && now < row.previousUntil
  return {
    id: row.id,
    name: row.name,
    prefix: prefixOf(row.id, row.hint),
    scopes: row.scopes,
    communityIds: row.communities,
    addressRanges: row.addressRanges,
    state: row.revokedAt ? 'revoked' : expired ? 'expired' : 'active',
    createdBy: row.createdBy,
    createdAt: at(row.createdAt),
    expiresAt: at(row.expiresAt),
    lastUsedAt: row.lastUsedAt && at(row.lastUsedAt),
    lastUsedFrom: row.lastUsedFrom,
    overlapUntil: overlap ? at(row.previousUntil as Date) : null,
    version: row.version,
  }
}
