import type { claimPremises } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, todayIn } from '#kernel'
import { communityNames, placeForRequest, premisesNamed } from '#modules/estate'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { fieldFault } from './commands.ts'
import { closePast, tellResidency } from './ending.ts'
import { residentOf } from './my-homes.ts'
import { type Answerer, ownersAt } from './residencies.ts'
import { insertResidencies } from './store.ts'

/** So often an account may name premises on a day, found or not. */
const TRIES_A_DAY = 5
/** So many claims of one person may wait at once. */
const WAITING = 3

const count = statement(
  'claim_count',
  `insert into claim_count as c (organization_id, account_id, day, tries) values ($1, $2, $3, 1)
   on conflict (organization_id, account_id, day) do update set tries = c.tries + 1 where c.tries < $4
   returning tries`,
)
const forget = statement(
  'claim_count_forget',
  'delete from claim_count where organization_id = $1 and day < $2::date - 7',
)
const mine = statement(
  'claims_of',
  `select premises_id as "premisesId", verified_at is null and self_claimed as waits from residency
   where organization_id = $1 and customer_id = $2 and ended_on is null and (until is null or until >= $3::date)`,
)
export const claimableIn = async (tx: Tx) => ({ communities: await communityNames(tx) })

/**
 * Somebody says that they belong to premises which they name. It gives no access before it is answered, the answer shows
 * nothing of who lives there, and tries are counted whether or not there are such premises.
 * @throws DomainError `customers.premisesUnknown`, `customers.claimsLimit`, `customers.claimsWaiting`,
 *   `customers.alreadyBound`, `customers.untilNeeded`, `customers.untilPast`
 */
export async function claim(db: Db, call: CommandCall, form: z.output<typeof claimPremises>): Promise<void> {
  const { actor, now } = call
  const customerId = residentOf(actor)
  const today = todayIn(actor.timeZone, now)
  const until = form.until ?? null
  if (form.kind === 'lessee' && until === null) throw fieldFault('until', 'customers.untilNeeded')
  if (until !== null && until < today) throw fieldFault('until', 'customers.untilPast')
  const left = await countTry(db, actor, today)
  await command(db, call, {
    name: 'residencies.claim',
    recordKind: 'residency',
    recordIds: [form.id],
    load: async (tx) => {
      const [premisesId, bound] = await Promise.all([
        premisesNamed(tx, form),
        tx.query<{ premisesId: string; waits: boolean }>(mine, [tx.organizationId, customerId, today]),
      ])
      if (!premisesId) {
        const fault = { path: 'home', code: 'customers.premisesUnknown', params: { left } }
        throw new DomainError('customers.premisesUnknown', { left }, [fault])
      }
      const [place, owners] = await Promise.all([placeForRequest(tx, premisesId), ownersAt(tx, premisesId, today)])
      return { place, bound, owners }
    },
    decide: ({ place, bound, owners }, { tx, emit }) => {
      if (!place) throw new DomainError('http.notFound')
      if (bound.some((one) => one.premisesId === place.id)) throw new DomainError('customers.alreadyBound')
      if (bound.filter((one) => one.waits).length >= WAITING)
        throw new DomainError('customers.claimsWaiting', { limit: WAITING })
      closePast(tx, customerId, place.id, today, now)
      const row = { id: form.id, customerId, premisesId: place.id, kind: form.kind, until }
      insertResidencies(tx, [{ ...row, verifiedAt: null, selfClaimed: true }], now)
      if (form.kind === 'owner') return
      const asked = { id: form.id, premisesName: place.fullName, communityId: place.communityId, kind: form.kind }
      emit(
        tellResidency(
          'residencyClaimed',
          asked,
          owners.map((owner) => owner.accountId),
        ),
      )
    },
  })
}

/** Counts a try in a transaction of its own: one that fails counts too. Answers how many are left. */
export async function countTry(db: Db, actor: Actor, today: string): Promise<number> {
  const [row] = await db.transaction(actor.organizationId, async (tx) => {
    tx.queue(forget, [tx.organizationId, today])
    return await tx.query<{ tries: number }>(count, [tx.organizationId, actor.accountId, today, TRIES_A_DAY])
  })
  if (!row) throw new DomainError('customers.claimsLimit')
  return TRIES_A_DAY - row.tries
}

/** An owner answers for family and lessees of their premises, never for another owner. */
export function asOwner(actor: Actor): Answerer {
  const customerId = residentOf(actor)
  return {
    mayAnswer: (row, owners) =>
      row.kind !== 'owner' && row.customerId !== customerId && owners.some((owner) => owner.customerId === customerId),
    how: 'owner',
  }
}

/** Whoever belongs to premises may leave them; an owner may also end the tie of family and lessees. */
export function asLeaving(actor: Actor): Answerer {
  const owner = asOwner(actor)
  return { ...owner, mayAnswer: (row, owners) => row.customerId === actor.customerId || owner.mayAnswer(row, owners) }
}
