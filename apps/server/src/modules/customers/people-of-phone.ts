import { statement, type Tx } from '#platform/db'
import { phoneHash, type Secrets } from '#platform/privacy'
import { SEALED } from './queries.ts'
import { openPerson, type SealedPerson } from './vault.ts'

/** Somebody who signs in by a phone. */
export interface Known {
  accountId: string
  customerId: string
  name: string
}

// people of one phone are added one after the other, so that nobody is added twice; the lock ends with the transaction
const wait = statement('people_of_phone_wait', `select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))`)
const people = statement(
  'people_of_phone',
  `select ${SEALED}, a.id as "accountId" from account a
   join customer c on c.organization_id = a.organization_id and c.id = a.customer_id
   where a.organization_id = $1 and a.phone_hash = $2 and a.disabled_at is null order by a.id`,
)

/** Who signs in by this phone in the organization, after everybody else who is being bound by it. */
export async function peopleOfPhone(tx: Tx, secrets: Secrets, phone: string): Promise<Known[]> {
  const hash = phoneHash(secrets, phone)
  await tx.query(wait, [hash])
  const rows = await tx.query<SealedPerson & { accountId: string }>(people, [tx.organizationId, hash])
  return rows.map((row) => ({
    accountId: row.accountId,
    customerId: row.id,
    name: openPerson(secrets, tx.organizationId, row).name,
  }))
}
