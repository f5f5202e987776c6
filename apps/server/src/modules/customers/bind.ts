import type { ResidencyKind } from '@sims/contracts'
import { DomainError, newId, todayIn } from '#kernel'
import { audit, writeOutbox } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { type Binding, choosePerson } from '#platform/identity'
import { isMobile, normalizePhone, type Secrets } from '#platform/privacy'
import { fieldFault } from './commands.ts'
import { closePast, tellResidency } from './ending.ts'
import { findInvitation } from './invitations.ts'
import { type Known, peopleOfPhone } from './people-of-phone.ts'
import { SEALED } from './queries.ts'
import { ownersAt } from './residencies.ts'
import { insertCustomers, insertResidencies, insertResidentAccounts } from './store.ts'
import { blindOf, openPerson, type SealedPerson } from './vault.ts'

export interface Bound {
  organizationId: string
  accountId: string
  customerId: string
}

const sole = statement('bind_sole', 'select sole from known_organizations()')
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
 * say is for people to confirm, never for the phone alone. Of several people with one phone it is the one who was
 * chosen, or has this name. A person who is bound there already does not use the invitation up. Without an invitation
 * only the person is recorded, in the only organization of the installation.
 * @throws DomainError `identity.invitationInvalid` (unknown, expired, used up), `identity.nameNeeded`,
 *   `identity.choosePerson`, `identity.unknownPhone` (no invitation, and several organizations)
 */
export async function bindPerson({ db, secrets }: { db: Db; secrets: Secrets }, binding: Binding): Promise<Bound> {
  if (!isMobile(binding.phone)) throw fieldFault('phone', 'fields.format')
  const { token, now } = binding
  if (token === undefined) return await register({ db, secrets }, binding)
  const invitation = await findInvitation(db, token)
  if (!invitation) throw new DomainError('identity.invitationInvalid')
  const organizationId = invitation.organization_id
  return await db.transaction(organizationId, async (tx) => {
    // whoever else holds this phone or this invitation waits here
    const people = await peopleOfPhone(tx, secrets, binding.phone)
    const [home] = (await tx.query<Home>(lock, [organizationId, invitation.id])) as [Home]
    const known = meant(people, binding)
    if (known && (await livesThere(tx, known.customerId, home, now))) return { organizationId, ...idsOf(known) }
    const taken = await tx.query(take, [organizationId, invitation.id, now])
    if (taken.length === 0) throw new DomainError('identity.invitationInvalid')
    const bound = known ? idsOf(known) : await addPerson(tx, secrets, binding, home)
    await addResidency(tx, bound.customerId, home, now)
    trace(tx, binding, bound, [home.premises_id])
    return { organizationId, ...bound }
  })
}

/** Records a person by phone and name alone: they have no premises yet, and may do nothing but name some. */
async function register({ db, secrets }: { db: Db; secrets: Secrets }, binding: Binding): Promise<Bound> {
  const [here] = await db.global<{ sole: string | null }>(sole, [])
  if (!here?.sole) throw new DomainError('identity.unknownPhone')
  const organizationId = here.sole
  return await db.transaction(organizationId, async (tx) => {
    const known = meant(await peopleOfPhone(tx, secrets, binding.phone), binding)
    if (known) return { organizationId, ...idsOf(known) }
    const bound = await addPerson(tx, secrets, binding, null)
    trace(tx, binding, bound, [])
    return { organizationId, ...bound }
  })
}

/** Which of the people with this phone it is; undefined for somebody new. */
function meant(people: readonly Known[], { name, accountId, another }: Binding): Known | undefined {
  if (another || people.length === 0) return undefined
  const given = name?.trim()
  const found =
    accountId !== undefined
      ? people.find((one) => one.accountId === accountId)
      : (people.find((one) => one.name.trim() === given) ??
        (given === undefined && people.length === 1 ? people[0] : undefined))
  if (!found) throw choosePerson(people)
  return found
}

const idsOf = ({ accountId, customerId }: Known): Ids => ({ accountId, customerId })

function trace(tx: Tx, { origin, now }: Binding, { accountId, customerId }: Ids, more: string[]): void {
  audit(tx, { kind: 'resident', accountId, sessionId: null }, origin, now, {
    action: 'customers.bind',
    outcome: 'success',
    objectKind: 'customer',
    objectIds: [customerId, ...more],
  })
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

async function livesThere(tx: Tx, customerId: string, home: Home, now: Date): Promise<boolean> {
  const values = [tx.organizationId, customerId, home.premises_id, todayIn(home.time_zone, now)]
  return (await tx.query(residencies, values)).length > 0
}

async function addPerson(tx: Tx, secrets: Secrets, binding: Binding, home: Home | null): Promise<Ids> {
  const { phone, now, locale } = binding
  const customerId = (home && (await recorded(tx, secrets, binding, home))) ?? (await newcomer(tx, secrets, binding))
  const accountId = newId(now.getTime())
  const made = await insertResidentAccounts(tx, secrets, [{ id: accountId, customerId, phone, locale }], now)
  if (made.length === 0) throw new Error('the customer just bound has an account already')
  return { accountId, customerId }
}

/** The customer whom the company has recorded at these premises with this phone, and with this name if one is given. */
async function recorded(tx: Tx, secrets: Secrets, { phone, name }: Binding, home: Home): Promise<string | null> {
  const rows = await tx.query<SealedPerson>(roll, [tx.organizationId, home.premises_id])
  const given = name?.trim()
  const same = (row: SealedPerson) => {
    const person = openPerson(secrets, tx.organizationId, row)
    return isSamePhone(person.phone, phone) && (given === undefined || person.name.trim() === given)
  }
  return rows.find(same)?.id ?? null
}

/** A customer known elsewhere in the organization by the same phone and name, or a new one. */
async function newcomer(tx: Tx, secrets: Secrets, { phone, name, now }: Binding): Promise<string> {
  const given = name?.trim()
  if (!given) throw new DomainError('identity.nameNeeded', {}, [{ path: 'name', code: 'identity.nameNeeded' }])
  const tokens = blindOf(secrets).phoneTokens(tx.organizationId, phone)
  const rows = await tx.query<SealedPerson>(elsewhere, [tx.organizationId, tokens])
  const same = rows.find((row) => {
    const person = openPerson(secrets, tx.organizationId, row)
    return isSamePhone(person.phone, phone) && person.name.trim() === given
  })
  const customerId = same?.id ?? newId(now.getTime())
  if (!same)
    insertCustomers(tx, secrets, [{ id: customerId, kind: 'person', name: given, phone, verified: false }], now)
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

const isSamePhone = (own: string | null, phone: string) => own !== null && normalizePhone(own) === normalizePhone(phone)
