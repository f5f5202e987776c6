import type { residentSignIn as form, Locale } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { findByPhone } from './accounts.ts'
import { clearAttempts } from './attempts.ts'
import { tryCode, useCode } from './one-time-codes.ts'
import { hashOfMobile } from './phones.ts'
import { actorOf } from './session-cache.ts'
import { isAlive } from './session-life.ts'
import { openSession } from './sessions.ts'
import type { Opened } from './sign-in.ts'
import { outcomeOf, recordTry } from './trail.ts'

/** Somebody who proved a phone and showed an invitation. */
export interface Binding {
  /** of the invitation, as printed */
  token: string
  phone: string
  /** absent when the caller gave none */
  name?: string | undefined
  locale: Locale
  origin: Origin
  now: Date
}
/**
 * Makes customer, residency and account, or for a known phone the further residency, uses the invitation and answers
 * the account. Refuses with `identity.invitationInvalid` or `identity.nameNeeded`; twice the same changes nothing.
 */
export type Bind = (binding: Binding) => Promise<{ organizationId: string; accountId: string }>

export interface ResidentCall {
  body: z.output<typeof form>
  locale: Locale
  origin: Origin
  now: Date
}

/**
 * Sign-in by phone and one-time code; with an invitation also of a phone that nobody knows yet.
 * @throws DomainError `identity.wrongCode`, `identity.unknownPhone`, and what {@link Bind} refuses
 */
export async function signInResident(
  { db, secrets, bind }: { db: Db; secrets: Secrets; bind: Bind },
  { body, locale, origin, now }: ResidentCall,
): Promise<Opened> {
  const { phone, code, invitation: token, name } = body
  const hash = hashOfMobile(secrets, phone)
  const known = await findByPhone(db, hash)
  try {
    // first the code: before it nobody learns which phones are known
    if (!(await tryCode(db, secrets, hash, code, now))) throw new DomainError('identity.wrongCode')
    if (known?.disabled_at || (!known && token === undefined)) throw new DomainError('identity.unknownPhone')
    const account =
      token === undefined && known
        ? { organizationId: known.organization_id, accountId: known.id }
        : await bind({ token: token as string, phone, name, locale, origin, now })
    return await db.transaction(account.organizationId, async (tx) => {
      // used up with the entry, so that a refusal above (a missing name) costs no new code
      if (!(await useCode(tx, secrets, hash, code))) throw new DomainError('identity.wrongCode')
      await clearAttempts(tx, account.accountId)
      const opened = await openSession(tx, { accountId: account.accountId, kind: 'resident' }, origin, now)
      if (!isAlive(opened.row, now)) throw new DomainError('identity.unknownPhone')
      audit(tx, actorOf(opened.row), origin, now, { action: 'identity.residentSignIn', outcome: 'success' })
      return opened
    })
  } catch (error) {
    await recordTry(db, known, origin, now, { action: 'identity.residentSignIn', ...outcomeOf(error) })
    throw error
  }
}
