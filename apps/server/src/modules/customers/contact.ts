import type { Answer } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Secrets } from '#platform/privacy'
import { residentOf } from './my-homes.ts'
import { openEmail, openPerson, type SealedPerson, sealEmail } from './vault.ts'

type Row = SealedPerson & { emailSealed: Buffer | null }

const columns = `id, wrapped_key as "wrappedKey", name_sealed as "nameSealed", phone_sealed as "phoneSealed",
   email_sealed as "emailSealed"`
const read = statement('contact_read', `select ${columns} from customer where organization_id = $1 and id = $2`)
const lock = statement('contact_lock', `${read.text} for update`)
const change = statement(
  'contact_change',
  'update customer set email_sealed = $3 where organization_id = $1 and id = $2',
)

/** A resident's own name, phone and e-mail in clear. @throws DomainError `access.forbidden` for everybody else */
export async function myContact(tx: Tx, secrets: Secrets, actor: Actor): Promise<Answer<'myContact'>> {
  const [row] = await tx.query<Row>(read, [tx.organizationId, residentOf(actor)])
  if (!row) throw new DomainError('http.notFound')
  return { ...openPerson(secrets, tx.organizationId, row), email: openEmail(secrets, tx.organizationId, row) }
}

/** Keeps where a resident's notices are mailed to, sealed with their key; null forgets it. */
export async function changeMyContact(
  db: Db,
  secrets: Secrets,
  call: CommandCall,
  { email }: { email: string | null },
): Promise<void> {
  const id = residentOf(call.actor)
  await command(db, call, {
    name: 'customers.changeContact',
    recordKind: 'customer',
    recordIds: [id],
    load: async (tx) => {
      const [row] = await tx.query<Row>(lock, [tx.organizationId, id])
      if (!row) throw new DomainError('http.notFound')
      return row
    },
    decide: (row, { tx }) => {
      const sealed = email === null ? null : sealEmail(secrets, tx.organizationId, row, email)
      tx.queue(change, [tx.organizationId, id, sealed])
    },
  })
}
