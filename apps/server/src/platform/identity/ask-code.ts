import type { Locale } from '@sims/contracts'
import { DomainError } from '#kernel'
import type { Db } from '#platform/db'
import { findByPhone } from './accounts.ts'
import { LIFE_MINUTES, makeCode } from './one-time-codes.ts'
import { hashOfMobile } from './phones.ts'
import type { IdentityDeps } from './routes.ts'

type Deps = Pick<IdentityDeps, 'db' | 'secrets' | 'codesFor' | 'organizationOfInvitation'>

/**
 * Makes a code and sends it to the phone, by the gateway of the company that the phone's account, the invitation or the
 * installation belongs to. Where several companies share a server, a phone that nobody knows gets the same answer as
 * one that is known, though no company sends anything: nobody learns who is a customer.
 * @throws DomainError `identity.noSms`, `identity.smsFailed`, and what `makeCode` refuses
 */
export async function askCode(
  { db, secrets, codesFor, organizationOfInvitation }: Deps,
  { phone, invitation }: { phone: string; invitation?: string | undefined },
  locale: Locale,
  now: Date,
): Promise<{ expiresAt: Date; shownCode: string | null }> {
  const hash = hashOfMobile(secrets, phone)
  const [[known], here] = await Promise.all([findByPhone(db, hash), installation(db)])
  const invited = known || invitation === undefined ? null : await organizationOfInvitation(invitation)
  const organizationId = known?.organization_id ?? invited ?? here.sole
  const send = await codesFor(organizationId)
  const shown = send === null && here.all_demo
  // nothing can bring a code to anybody of this company, or of any
  if (send === null && !shown && (organizationId !== null || !(await sentElsewhere(db))))
    throw new DomainError('identity.noSms')
  const { code, expiresAt } = await makeCode(db, secrets, hash, now)
  const message = { phone, code, accountId: known?.id ?? null, minutes: LIFE_MINUTES, locale, now }
  if (send && !(await send(message))) throw new DomainError('identity.smsFailed')
  return { expiresAt, shownCode: shown ? code : null }
}

/** The only organization of the installation, if there is but one, and whether all of them are demos. */
async function installation(db: Db): Promise<{ sole: string | null; all_demo: boolean }> {
  const [row] = await db.global<{ sole: string | null; all_demo: boolean }>(
    'select sole, all_demo from known_organizations()',
  )
  return row ?? { sole: null, all_demo: false }
}

/** Whether some company here has a gateway, so that codes come to some phones. */
async function sentElsewhere(db: Db): Promise<boolean> {
  const [row] = await db.global<{ there: boolean }>('select gateway_anywhere() as there')
  return row?.there ?? false
}
