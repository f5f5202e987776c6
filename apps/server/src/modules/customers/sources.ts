import { createHmac } from 'node:crypto'
import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { normalizePhone, type Secrets } from '#platform/privacy'
import { customersForRequests } from './callers.ts'
import { insertCustomers } from './store.ts'
import type { Person, SealedPerson } from './vault.ts'

/** A person as a table from another system names them; null where it names nobody. */
export type PersonOfSource = { name: string | null; phone: string | null }

/** What a customer is called whom the source does not name. */
const NOBODY = '未署名'

const known = statement(
  'customer_source_known',
  `select person_hash as hash, customer_id as "customerId" from customer_source
   where organization_id = $1 and source = $2 and person_hash = any($3)`,
)
const remember = statement(
  'customer_source_remember',
  `insert into customer_source (organization_id, source, person_hash, customer_id)
   select $1, $2, s.hash, s.customer_id from unnest($3::bytea[], $4::uuid[]) s (hash, customer_id)`,
)

/**
 * The customers behind some persons of a source, in the same order: each name and phone is one customer of this source,
 * found again in its next table or made now, sealed, unverified. Nobody is taken for a customer of our own by name
 * alone. Two trips; the inserts are queued. The caller sees to it that one source is not imported twice at once.
 */
export async function customersOfSource(
  tx: Tx,
  secrets: Secrets,
  source: string,
  persons: readonly PersonOfSource[],
  now: Date,
): Promise<{ customer: SealedPerson; person: Person }[]> {
  const key = secrets.derive('customer-source')
  const all = persons.map(({ name, phone }) => {
    const person = { name: name ?? NOBODY, phone: phone === null ? null : (normalizePhone(phone) ?? phone) }
    const text = JSON.stringify([tx.organizationId, name, person.phone])
    return { person, hash: createHmac('sha256', key).update(text).digest() }
  })
  const byHash = new Map(all.map((one) => [one.hash.toString('hex'), one]))
  const rows = await tx.query<{ hash: Buffer; customerId: string }>(known, [
    tx.organizationId,
    source,
    [...byHash.values()].map((one) => one.hash),
  ])
  const sealed = await customersForRequests(
    tx,
    rows.map((row) => row.customerId),
  )
  const customers = new Map<string, SealedPerson>()
  for (const { hash, customerId } of rows) {
    const customer = sealed.get(customerId)
    if (customer) customers.set(hash.toString('hex'), customer)
  }
  const missing = [...byHash].filter(([hash]) => !customers.has(hash))
  if (missing.length > 0) {
    const made = insertCustomers(
      tx,
      secrets,
      missing.map(([, { person }]) => ({ id: newId(now.getTime()), kind: 'person', ...person, verified: false })),
      now,
    )
    missing.forEach(([hash], i) => {
      customers.set(hash, made[i] as SealedPerson)
    })
    tx.queue(remember, [
      tx.organizationId,
      source,
      ...unnested(
        missing,
        ([, one]) => one.hash,
        ([hash]) => (customers.get(hash) as SealedPerson).id,
      ),
    ])
  }
  return all.map(({ person, hash }) => ({ person, customer: customers.get(hash.toString('hex')) as SealedPerson }))
}
