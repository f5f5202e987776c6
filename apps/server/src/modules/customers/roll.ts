import type { Household } from '@sims/contracts'
import { DomainError } from '#kernel'
import { placeForRequest } from '#modules/estate'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { maskName, maskPhone, normalizePhone, type Secrets } from '#platform/privacy'
import { premisesIn, refuseDuplicate } from './commands.ts'
import { customersVisible, inScope } from './policy.ts'
import { openPerson, type Person, type SealedPerson, sealPerson } from './vault.ts'

// The owners' roll (房屋花名册): who the owners of premises are, as the service centre has it on paper. It verifies
// nobody by itself; a claim with the same name and phone is marked, and people confirm it.

export interface RollRow extends SealedPerson {
  premisesId: string
  createdAt: Date
}

const ofPremises = statement(
  'roll_of_premises',
  `select id, premises_id as "premisesId", wrapped_key as "wrappedKey", name_sealed as "nameSealed",
     phone_sealed as "phoneSealed", created_at as "createdAt"
   from roll_entry where organization_id = $1 and premises_id = any($2) and removed_at is null order by created_at, id`,
)
const insert = statement(
  'roll_insert',
  `insert into roll_entry (organization_id, id, premises_id, wrapped_key, name_sealed, phone_sealed, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const lock = statement(
  'roll_lock',
  `select e.premises_id as "premisesId", e.removed_at as "removedAt", p.community_id as "communityId" from roll_entry e
   join place p on p.organization_id = e.organization_id and p.id = e.premises_id
   where e.organization_id = $1 and e.id = $2 for update of e`,
)
// an entry that is struck keeps when and where it was, not whom it named
const strike = statement(
  'roll_strike',
  `update roll_entry set removed_at = $3, name_sealed = '', phone_sealed = null, wrapped_key = ''
   where organization_id = $1 and id = $2`,
)

export const rollOf = (tx: Tx, premisesIds: readonly string[]): Promise<RollRow[]> =>
  tx.query<RollRow>(ofPremises, [tx.organizationId, premisesIds])

/** Whether an entry has both this name and this phone. */
export function isOnRoll(secrets: Secrets, organizationId: string, roll: readonly RollRow[], person: Person): boolean {
  const phone = phoneOf(person)
  return roll.some((entry) => {
    const listed = openPerson(secrets, organizationId, entry)
    return phone !== null && phoneOf(listed) === phone && listed.name.trim() === person.name.trim()
  })
}
const phoneOf = ({ phone }: Person) => phone && (normalizePhone(phone) ?? phone)

export function presentRoll(secrets: Secrets, organizationId: string, entry: RollRow): Household['roll'][number] {
  const { name, phone } = openPerson(secrets, organizationId, entry)
  return {
    id: entry.id,
    name: maskName(name),
    phone: phone && maskPhone(phone),
    createdAt: entry.createdAt.toISOString(),
  }
}

/** Enters an owner in the roll of premises, sealed. */
export async function addRollEntry(
  db: Db,
  secrets: Secrets,
  call: CommandCall,
  premisesId: string,
  form: { id: string; name: string; phone?: string | undefined },
): Promise<void> {
  const { actor, now } = call
  const scope = customersVisible(actor, 'residencies.verify')
  await refuseDuplicate(
    'roll_entry_pkey',
    command(db, call, {
      name: 'roll.add',
      recordKind: 'premises',
      recordIds: [premisesId],
      load: async (tx) => premisesIn(scope, await placeForRequest(tx, premisesId)),
      decide: (_, { tx }) => {
        const person = { name: form.name.trim(), phone: form.phone ?? null }
        const { id, wrappedKey, nameSealed, phoneSealed } = sealPerson(secrets, tx.organizationId, form.id, person)
        const by = actor.staffId ?? actor.accountId
        tx.queue(insert, [tx.organizationId, id, premisesId, wrappedKey, nameSealed, phoneSealed, by, now])
      },
    }),
  )
}

/** Strikes an entry; its name and phone are gone with it. Answers the premises. */
export async function removeRollEntry(db: Db, call: CommandCall, id: string): Promise<string> {
  const scope = customersVisible(call.actor, 'residencies.verify')
  const read = async (tx: Tx) => {
    const [row] = await tx.query<{ premisesId: string; removedAt: Date | null; communityId: string }>(lock, [
      tx.organizationId,
      id,
    ])
    if (!row || !inScope(scope, row.communityId)) throw new DomainError('http.notFound')
    return row
  }
  const done = await command(db, call, {
    name: 'roll.remove',
    recordKind: 'rollEntry',
    recordIds: [id],
    load: read,
    decide: ({ premisesId, removedAt }, { tx }) => {
      if (removedAt) throw new DomainError('http.notFound')
      tx.queue(strike, [tx.organizationId, id, call.now])
      return premisesId
    },
  })
  return done.repeated ? (await db.transaction(call.actor.organizationId, read)).premisesId : done.result
}
