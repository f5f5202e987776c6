import type { residentSignIn as form, Locale } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'
import { maskName, type Secrets } from '#platform/privacy'
import { type AccountRow, findByPhone } from './accounts.ts'
import { clearAttempts } from './attempts.ts'
import type { ResidentName } from './describe.ts'
import { tryCode, useCode } from './one-time-codes.ts'
import { hashOfMobile } from './phones.ts'
import { actorOf } from './session-cache.ts'
import { isAlive } from './session-life.ts'
import { openSession } from './sessions.ts'
import type { Opened } from './sign-in.ts'
import { outcomeOf, recordTry } from './trail.ts'

/** Somebody who proved a phone. */
export interface Binding {
  /** of the invitation, as printed; without one only a name is registered */
  token: string | undefined
  phone: string
  /** absent when the caller gave none */
  name?: string | undefined
  /** which of the people with this phone it is, when the caller knows */
  accountId?: string | undefined
  /** none of those */
  another?: boolean | undefined
  locale: Locale
  origin: Origin
  now: Date
}
/**
 * Makes customer, residency and account, or for a known person the further residency, uses the invitation and answers
 * the account; without an invitation customer and account alone. Refuses with `identity.invitationInvalid`,
 * `identity.nameNeeded`, `identity.unknownPhone` or `identity.choosePerson`; twice the same changes nothing.
 */
export type Bind = (binding: Binding) => Promise<{ organizationId: string; accountId: string }>

export interface ResidentCall {
  body: z.output<typeof form>
  locale: Locale
  origin: Origin
  now: Date
}

/**
 * Sign-in by phone and one-time code; with an invitation or a name also of a phone that nobody knows yet. Where several
 * people have the phone, the proven code is answered with whom there is to choose from.
 * @throws DomainError `identity.wrongCode`, `identity.unknownPhone`, `identity.choosePerson`, and what {@link Bind}
 *   refuses
 */
export async function signInResident(
  deps: { db: Db; secrets: Secrets; bind: Bind; residentName: ResidentName },
  { body, locale, origin, now }: ResidentCall,
): Promise<Opened> {
  const { db, secrets, bind } = deps
  const { phone, code, invitation: token, name, accountId, another } = body
  const hash = hashOfMobile(secrets, phone)
  const all = await findByPhone(db, hash)
  const known = all.filter((one) => !one.disabled_at)
  try {
    // first the code: before it nobody learns which phones are known
    if (!(await tryCode(db, secrets, hash, code, now))) throw new DomainError('identity.wrongCode')
    const isNew = token !== undefined || name !== undefined
    if (known.length === 0 && (all.length > 0 || !isNew)) throw new DomainError('identity.unknownPhone')
    const account =
      token === undefined && known.length > 0
        ? await chosen(deps, known, accountId)
        : await bind({ token, phone, name, accountId, another, locale, origin, now })
    return await db.transaction(account.organizationId, async (tx) => {
      // used up with the entry, so that a refusal above (a missing name) costs no new code
      if (!(await useCode(tx, secrets, hash, code))) throw new DomainError('identity.wrongCode')
      await clearAttempts(tx, account.accountId)
      const opened = await openSession(tx, { accountId: account.accountId, kind: 'resident' }, origin, now)
      if (!isAlive(opened.row, now)) throw new DomainError('identity.unknownPhone')
      audit(tx, actorOf(opened.row, now), origin, now, { action: 'identity.residentSignIn', outcome: 'success' })
      return opened
    })
  } catch (error) {
    await recordTry(db, known[0] ?? null, origin, now, { action: 'identity.residentSignIn', ...outcomeOf(error) })
    throw error
  }
}

/** The account that is meant: the only one, or the one that was chosen. */
async function chosen({ residentName }: { residentName: ResidentName }, known: readonly AccountRow[], id?: string) {
  const account = known.length === 1 && id === undefined ? known[0] : known.find((one) => one.id === id)
  if (account) return { organizationId: account.organization_id, accountId: account.id }
  const nameOf = (one: AccountRow) => residentName(one.organization_id, one.customer_id as string)
  throw choosePerson(await Promise.all(known.map(async (one) => ({ accountId: one.id, name: await nameOf(one) }))))
}

/** The refusal that offers whom there is to choose from, by masked names: the phone may have changed hands. */
export const choosePerson = (people: readonly { accountId: string; name: string }[]) =>
  new DomainError('identity.choosePerson', {
    people: people.map(({ accountId, name }) => ({ accountId, name: maskName(name) })),
  })
