import type { CreateApiKey, RotateApiKey } from '@sims/contracts'
import { DAY, DomainError, type FieldFault, HOUR } from '#kernel'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import type { KeyAccess } from './access.ts'
import { readRange } from './addresses.ts'
import { communitiesKnown, insertKey, type KeyRow, lockKey, revokeKeyRow, rotateKeyRow } from './store.ts'
import { newSecret } from './token.ts'

export interface KeyDeps {
  db: Db
  access: KeyAccess
}

/** A key as it was just issued; no token when the call was a repetition, since nobody keeps one. */
export interface Issued {
  token: string | null
  expiresAt: Date
  version: number
}

/**
 * Issues a key. What it may do never changes afterwards: whoever needs more gets another key.
 * @throws DomainError `http.invalid` naming `communityIds` or `addressRanges`; `command.duplicateId`
 */
export async function createKey({ db }: KeyDeps, call: CommandCall, form: CreateApiKey): Promise<Issued> {
  const { actor, now } = call
  assertMay(actor, 'apiKeys.manage')
  const { id } = form
  const done = await command(db, call, {
    name: 'apiKeys.create',
    recordKind: 'apiKey',
    recordIds: [id],
    load: async (tx) => ({
      known: await communitiesKnown(tx, form.communityIds ?? []),
      taken: await lockKey(tx, id),
    }),
    decide: ({ known, taken }, { tx }) => {
      if (taken) throw new DomainError('command.duplicateId')
      const addressRanges = checked(form, known)
      const secret = newSecret(id)
      const expiresAt = new Date(now.getTime() + form.days * DAY)
      insertKey(tx, {
        id,
        name: form.name.trim(),
        hint: secret.hint,
        scopes: [...new Set(form.scopes)],
        communities: form.communityIds && [...new Set(form.communityIds)],
        addressRanges,
        hash: secret.hash,
        createdBy: actor.staffId as string,
        createdAt: now,
        expiresAt,
      })
      return { token: secret.token, expiresAt, version: 1 }
    },
  })
  return done.repeated ? await asItIs(db, call, id) : done.result
}

/** All that is wrong with a form, at once; answers its ranges in CIDR form. */
function checked(form: CreateApiKey, known: ReadonlySet<string>): string[] {
  const ranges = form.addressRanges.map(readRange)
  const faults: FieldFault[] = [
    ...(form.communityIds ?? []).flatMap((id, i) =>
      known.has(id) ? [] : [{ path: `communityIds.${i}`, code: 'fields.unknownReference' }],
    ),
    ...ranges.flatMap((range, i) => (range ? [] : [{ path: `addressRanges.${i}`, code: 'apiKeys.badRange' }])),
  ]
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  return [...new Set(ranges as string[])]
}

/**
 * Gives a key a new secret and a new end. The present secret goes on for the hours asked for, and no longer than it
 * would have; the one before it ends now.
 * @throws DomainError `apiKeys.ended`, `apiKeys.changed`
 */
export async function rotateKey(deps: KeyDeps, call: CommandCall, id: string, form: RotateApiKey): Promise<Issued> {
  const { actor, now } = call
  assertMay(actor, 'apiKeys.manage')
  const done = await command(deps.db, call, {
    name: 'apiKeys.rotate',
    recordKind: 'apiKey',
    recordIds: [id],
    load: (tx) => lockKey(tx, id),
    decide: (row, { tx }) => {
      const key = current(row, form.version)
      if (key.revokedAt) throw new DomainError('apiKeys.ended')
      const secret = newSecret(id)
      const expiresAt = new Date(now.getTime() + form.days * DAY)
      const end = Math.min(now.getTime() + form.overlapHours * HOUR, key.expiresAt.getTime())
      const overlapUntil = end > now.getTime() ? new Date(end) : null
      rotateKeyRow(tx, id, { hash: secret.hash, hint: secret.hint, expiresAt, overlapUntil })
      tx.afterCommit(() => deps.access.forget(id))
      return { token: secret.token, expiresAt, version: key.version + 1 }
    },
  })
  return done.repeated ? await asItIs(deps.db, call, id) : done.result
}

/** Takes a key away; a second time changes nothing. Answers its version. */
export async function revokeKey(deps: KeyDeps, call: CommandCall, id: string, version: number): Promise<number> {
  assertMay(call.actor, 'apiKeys.manage')
  const done = await command(deps.db, call, {
    name: 'apiKeys.revoke',
    recordKind: 'apiKey',
    recordIds: [id],
    load: (tx) => lockKey(tx, id),
    decide: (row, { tx }) => {
      const key = current(row, version)
      if (key.revokedAt) return key.version
      revokeKeyRow(tx, id, call.now)
      tx.afterCommit(() => deps.access.forget(id))
      return key.version + 1
    },
  })
  return done.repeated ? (await asItIs(deps.db, call, id)).version : done.result
}

function current(row: KeyRow | undefined, version: number): KeyRow {
  if (!row) throw new DomainError('http.notFound')
  if (row.version !== version) throw new DomainError('apiKeys.changed')
  return row
}

function asItIs(db: Db, { actor }: CommandCall, id: string): Promise<Issued> {
  return db.transaction(actor.organizationId, async (tx: Tx) => {
    const row = (await lockKey(tx, id)) as KeyRow
    return { token: null, expiresAt: row.expiresAt, version: row.version }
  })
}
