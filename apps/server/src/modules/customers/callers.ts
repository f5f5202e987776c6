import { newId } from '#kernel'
import { livesThere } from '#platform/access'
import { type Db, statement, type Tx } from '#platform/db'
import { normalizePhone, type Secrets } from '#platform/privacy'
import { SEALED } from './queries.ts'
import { insertCustomers } from './store.ts'
import { blindOf, openEmail, openPerson, type Person, type SealedPerson } from './vault.ts'

/** A customer as a request needs them; name and phone are opened with `openPerson`. */
export interface RequestCustomer extends SealedPerson {
  kind: 'person' | 'firm'
  verified: boolean
  /** premises where the person lives or works now */
  homes: { premisesId: string; communityId: string; verified: boolean }[]
}

const COLUMNS = `${SEALED}, c.kind, c.verified, array(select jsonb_build_object('premisesId', r.premises_id,
    'communityId', p.community_id, 'verified', r.verified_at is not null)
  from residency r join place p on p.organization_id = r.organization_id and p.id = r.premises_id
  where r.organization_id = $1 and r.customer_id = c.id and ${livesThere('$3')}) as homes`
const one = statement(
  'customer_for_request',
  `select ${COLUMNS} from customer c where c.organization_id = $1 and c.id = $2`,
)
const many = statement(
  'customers_for_requests',
  `select ${SEALED} from customer c where c.organization_id = $1 and c.id = any($2)`,
)
const byPhone = statement(
  'caller_by_phone',
  `select ${SEALED}, c.kind, c.verified from find_customers_by_tokens($2, 50) f join customer c on c.id = f.id
   where c.organization_id = $1 order by c.verified desc, c.created_at, c.id`,
)

/** One indexed read, with the homes of a day; undefined for a customer that the organization does not have. */
export async function customerForRequest(
  tx: Tx,
  customerId: string,
  today: string,
): Promise<RequestCustomer | undefined> {
  return (await tx.query<RequestCustomer>(one, [tx.organizationId, customerId, today]))[0]
}

/** The sealed rows of many customers, to open the contacts of a list of requests. */
export async function customersForRequests(tx: Tx, ids: readonly string[]): Promise<Map<string, SealedPerson>> {
  const rows = await tx.query<SealedPerson>(many, [tx.organizationId, ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * A caller whom nobody looked up: the customer with exactly this name and phone, or a new one that nobody has verified.
 * The insert is queued, so a request may name the customer in the same transaction.
 */
export async function createUnknownCaller(
  tx: Tx,
  secrets: Secrets,
  caller: { name: string; phone: string },
  now: Date,
): Promise<Omit<RequestCustomer, 'homes'>> {
  const name = caller.name.trim()
  const phone = normalizePhone(caller.phone) ?? caller.phone.trim()
  const tokens = blindOf(secrets).phoneTokens(tx.organizationId, phone)
  if (tokens.length > 0) {
    const rows = await tx.query<Omit<RequestCustomer, 'homes'>>(byPhone, [tx.organizationId, tokens])
    const same = (person: Person) => person.name === name && person.phone === phone
    const known = rows.find((row) => same(openPerson(secrets, tx.organizationId, row)))
    if (known) return known
  }
  const id = newId(now.getTime())
  const [sealed] = insertCustomers(tx, secrets, [{ id, kind: 'person', name, phone, verified: false }], now)
  return { ...(sealed as SealedPerson), kind: 'person', verified: false }
}

/** For a resident's session: what the person is called. */
export function residentName(db: Db, secrets: Secrets) {
  return async (organizationId: string, customerId: string): Promise<string> => {
    const customers = await db.transaction(organizationId, (tx) => customersForRequests(tx, [customerId]))
    const customer = customers.get(customerId)
    return customer ? openPerson(secrets, organizationId, customer).name : ''
  }
}

const addresses = statement(
  'customer_addresses',
  `select ${SEALED}, c.email_sealed as "emailSealed" from customer c where c.organization_id = $1 and c.id = any($2)`,
)

/** Where customers get messages, for the moment of sending or masking; null where nothing is known. */
export async function customerAddresses(
  tx: Tx,
  secrets: Secrets,
  ids: readonly string[],
): Promise<Map<string, { phone: string | null; email: string | null }>> {
  const rows = await tx.query<SealedPerson & { emailSealed: Buffer | null }>(addresses, [tx.organizationId, ids])
  return new Map(
    rows.map((row) => {
      const { phone } = openPerson(secrets, tx.organizationId, row)
      return [row.id, { phone, email: openEmail(secrets, tx.organizationId, row) }]
    }),
  )
}
