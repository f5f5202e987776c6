import type { ResidencyKind } from '@sims/contracts'
import { DomainError, newId, todayIn } from '#kernel'
import { audit, writeOutbox } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { isMobile, normalizePhone, phoneHash, type Secrets } from '#platform/privacy'
import { fieldFault } from './commands.ts'
import { closePast, tellResidency } from './ending.ts'
import { findInvitation } from './invitations.ts'
import { SEALED } from './queries.ts'
import { ownersAt } from './residencies.ts'
import { insertCustomers, insertResidencies, insertResidentAccounts } from './store.ts'
import { blindOf, openPerson, type SealedPerson } from './vault.ts'

export interface Binding {
  token: string
  /** proven by a one-time code before this is called */
  phone: string
  /** needed when the phone is not known yet */
  name?: string | undefined
  locale: 'zh-CN' | 'en'
  origin: Origin
  now: Date
}
export interface Bound {
  organizationId: string
  accountId: string
  customerId: string
}

const account = statement('bind_account', 'select organization_id, id, customer_id from find_account(null, $1)')
const take = statement(
  'bind_take',
  `update invitation set uses_left = uses_left - 1
   where organization_id = $1 and id = $2 and uses_left > 0 and expires_at > $3 returning true as taken`,
)
const lock = statement(
  'bind_lock',
  `select i.premises_id, i.residency_kind, i.until, p.full_name, p.community_id, o.time_zone from invitation i
   join place p on p.organization_id = i.organization_id and p.id = i.premises_id
   join organization o on o.organization_id = i.organization_id
   where i.organization_id = $1 and i.id = $2 for update of i`,
)
const residencies = statement(
  'bind_residencies',
  `select r.id from residency r
   where r.organization_id = $1 and r.customer_id = $2 and r.premises_id = $3 and r.ended_on is null
     and (r.until is null or r.until >= $4::date)`,
)
const roll = statement(
  'bind_roll',
  `select ${SEALED} from residency r
   join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
   where r.organization_id = $1 and r.premises_id = $2 and r.ended_on is null and c.kind = 'person'
     and not exists (select from account a where a.organization_id = $1 and a.customer_id = c.id)
   order by r.created_at, r.id`,
)
const elsewhere = statement(
  'bind_elsewhere',
  `select ${SEALED} from find_customers_by_tokens($2, 50) f join customer c on c.id = f.id
   where c.organization_id = $1 and c.kind = 'person'
     and not exists (select from account a where a.organization_id = $1 and a.customer_id = c.id)
   order by c.verified desc, c.created_at, c.id`,
)

/**
 * Binds whoever proved a phone to the premises of an invitation: makes the customer, the account and the residency that
 * are missing. A person who stands there already with this phone takes up their own record; whether they are who they
 * say is for people to confirm, never for the phone alone.
 * A person who is bound there already does not use the invitation up.
 * @throws DomainError `identity.invitationInvalid` (unknown, expired, used up), `identity.nameNeeded`,
 *   `customers.phoneElsewhere` (the phone belongs to a resident of another organization)
 */
export async function bindByInvitation(
  { db, secrets }: { db: Db; secrets: Secrets },
  binding: Binding,
): Promise<Bound> {
  if (!isMobile(binding.phone)) throw fieldFault('phone', 'fields.format')
  const hash = phoneHash(secrets, binding.phone)
  const invitation = await findInvitation(db, binding.token)
  if (!invitation) throw new DomainError('identity.invitationInvalid')
  const organizationId = invitation.organization_id
  for (let attempt = 1; ; attempt++) {
    const [known] = await db.global<{ organization_id: string; id: string; customer_id: string }>(account, [hash])
    if (known && known.organization_id !== organizationId) throw new DomainError('customers.phoneElsewhere')
    try {
      return await db.transaction(organizationId, async (tx) => {
        // whoever else holds this invitation waits here
        const [home] = (await tx.query<Home>(lock, [organizationId, invitation.id])) as [Home]
        if (known && (await livesThere(tx, known.customer_id, home, binding.now)))
          return { organizationId, accountId: known.id, customerId: known.customer_id }
        const taken = await tx.query(take, [organizationId, invitation.id, binding.now])
        if (taken.length === 0) throw new DomainError('identity.invitationInvalid')
        const bound = known ? await addHome(tx, known, home, binding.now) : await addPerson(tx, secrets, binding, home)
        audit(tx, { kind: 'resident', accountId: bound.accountId, sessionId: null }, binding.origin, binding.now, {
          action: 'customers.bind',
          outcome: 'success',
          objectKind: 'customer',
          objectIds: [bound.customerId, home.premises_id],
        })
        return { organizationId, ...bound }
      })
    } catch (error) {
      // the same phone signed in through another invitation at this very moment: now it is known
      if (!(error instanceof PhoneTaken) || attempt === 3) throw error
    }
  }
}

interface Home {
  premises_id: string
  residency_kind: ResidencyKind
  until: string | null
  full_name: string
  community_id: string
  time_zone: string
}
type Ids = Omit<Bound, 'organizationId'>
class PhoneTaken extends Error {}

async function livesThere(tx: Tx, customerId: string, home: Home, now: Date): Promise<boolean> {
  const values = [tx.organizationId, customerId, home.premises_id, todayIn(home.time_zone, now)]
  return (await tx.query(residencies, values)).length > 0
}

async function addHome(tx: Tx, known: { id: string; customer_id: string }, home: Home, now: Date): Promise<Ids> {
  await addResidency(tx, known.customer_id, home, now)
  return { accountId: known.id, customerId: known.customer_id }
}

async function addPerson(tx: Tx, secrets: Secrets, binding: Binding, home: Home): Promise<Ids> {
  const { phone, now, locale } = binding
  const customerId = (await recorded(tx, secrets, phone, home)) ?? (await newcomer(tx, secrets, binding, home))
  const accountId = newId(now.getTime())
  const made = await insertResidentAccounts(tx, secrets, [{ id: accountId, customerId, phone, locale }], now)
  if (made.length === 0) throw new PhoneTaken()
  return { accountId, customerId }
}

/** The customer whom the company has recorded at these premises with this phone. */
async function recorded(tx: Tx, secrets: Secrets, phone: string, home: Home): Promise<string | undefined> {
  const rows = await tx.query<SealedPerson>(roll, [tx.organizationId, home.premises_id])
  return rows.find((row) => hasPhone(tx, secrets, row, phone))?.id
}

/** A customer known elsewhere in the organization by the same phone and name, or a new one; their residency waits. */
async function newcomer(tx: Tx, secrets: Secrets, { phone, name, now }: Binding, home: Home): Promise<string> {
  const given = name?.trim()
  if (!given) throw new DomainError('identity.nameNeeded', {}, [{ path: 'name', code: 'identity.nameNeeded' }])
  const tokens = blindOf(secrets).phoneTokens(tx.organizationId, phone)
  const rows = await tx.query<SealedPerson>(elsewhere, [tx.organizationId, tokens])
  const same = rows.find(
    (row) => hasPhone(tx, secrets, row, phone) && openPerson(secrets, tx.organizationId, row).name.trim() === given,
  )
  const customerId = same?.id ?? newId(now.getTime())
  if (!same)
    insertCustomers(tx, secrets, [{ id: customerId, kind: 'person', name: given, phone, verified: false }], now)
  await addResidency(tx, customerId, home, now)
  return customerId
}

/** The new residency waits; owners of the premises are told of family and lessees, for whom they answer. */
async function addResidency(tx: Tx, customerId: string, home: Home, now: Date): Promise<void> {
  const { premises_id: premisesId, residency_kind: kind, until } = home
  const id = newId(now.getTime())
  const today = todayIn(home.time_zone, now)
  closePast(tx, customerId, premisesId, today, now)
  insertResidencies(tx, [{ id, customerId, premisesId, kind, until, verifiedAt: null }], now)
  if (kind === 'owner') return
  const owners = await ownersAt(tx, premisesId, today)
  const accounts = owners.map((owner) => owner.accountId)
  const row = { id, premisesName: home.full_name, communityId: home.community_id, kind }
  writeOutbox(tx, now, [tellResidency('residencyClaimed', row, accounts)])
}

function hasPhone(tx: Tx, secrets: Secrets, row: SealedPerson, phone: string): boolean {
  const own = openPerson(secrets, tx.organizationId, row).phone
  return own !== null && normalizePhone(own) === normalizePhone(phone)
}
