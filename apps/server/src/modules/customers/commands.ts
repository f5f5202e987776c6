import type { ResidencyKind } from '@sims/contracts'
import { type Actor, DomainError, newId } from '#kernel'
import { type PlaceForRequest, placeForRequest } from '#modules/estate'
import { audit, type CommandCall, command } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { isMobile, maskText, normalizePhone, type Secrets } from '#platform/privacy'
import { customersVisible, inScope, type Scope } from './policy.ts'
import { readCustomer } from './queries.ts'
import { insertCustomers, insertResidencies, queueResidentAccounts } from './store.ts'
import { openPerson, type Person } from './vault.ts'

export const fieldFault = (path: string, code: string) =>
  new DomainError('http.invalid', { count: 1 }, [{ path, code }])

/** The premises of a form; anything that is none, or lies where the actor may not act, is an unknown reference. */
export function premisesIn(scope: Scope, place: PlaceForRequest | undefined): PlaceForRequest {
  if (place?.kind !== 'premises' || !inScope(scope, place.communityId))
    throw fieldFault('premisesId', 'fields.unknownReference')
  return place
}

/** A primary key that the client made and that exists already. */
export async function refuseDuplicate<T>(constraint: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if ((error as { constraint?: string }).constraint === constraint) throw new DomainError('command.duplicateId')
    throw error
  }
}

export interface CreateCustomer {
  id: string
  kind: 'person' | 'firm'
  name: string
  phone: string
  email?: string | undefined
  premisesId?: string | undefined
  residencyKind?: ResidencyKind | undefined
}

/**
 * Records a customer. With premises the residency counts as verified, since staff have recorded it. A person with a
 * mobile number can sign in by it from now on.
 */
export async function createCustomer(db: Db, secrets: Secrets, call: CommandCall, form: CreateCustomer): Promise<void> {
  const { actor, now } = call
  const scope = customersVisible(actor, 'customers.create')
  if (!normalizePhone(form.phone)) throw fieldFault('phone', 'fields.format')
  if (form.premisesId && !form.residencyKind) throw fieldFault('residencyKind', 'fields.required')
  const done = command(db, call, {
    name: 'customers.create',
    recordKind: 'customer',
    recordIds: [form.id],
    load: async (tx) => form.premisesId && premisesIn(scope, await placeForRequest(tx, form.premisesId)),
    decide: (premises, { tx }) => {
      insertCustomers(tx, secrets, [{ ...form, name: form.name.trim(), verified: true }], now)
      if (premises && form.residencyKind) {
        const verified = { verifiedAt: now, verifiedBy: actor.staffId }
        insertResidencies(
          tx,
          [{ customerId: form.id, premisesId: premises.id, kind: form.residencyKind, ...verified }],
          now,
        )
      }
      if (form.kind === 'person' && isMobile(form.phone)) {
        const account = { id: newId(now.getTime()), customerId: form.id, phone: form.phone }
        queueResidentAccounts(tx, secrets, [account], now)
      }
    },
  })
  await refuseDuplicate('customer_pkey', done)
}

/** Name and phone in clear, for a reason; the audit event is written in the same transaction, or nothing is shown. */
export async function revealCustomer(
  tx: Tx,
  secrets: Secrets,
  { actor, origin, now }: { actor: Actor; origin: Origin; now: Date },
  id: string,
  reason: string,
): Promise<{ id: string } & Person> {
  const scope = customersVisible(actor, 'customers.reveal')
  const row = await readCustomer(tx, scope, id)
  audit(tx, actor, origin, now, {
    action: 'customers.reveal',
    outcome: 'success',
    objectKind: 'customer',
    objectIds: [id],
    detail: { reason: maskText(reason.trim()) },
  })
  return { id, ...openPerson(secrets, tx.organizationId, row) }
}
