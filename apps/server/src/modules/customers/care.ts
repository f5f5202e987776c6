import type { PremisesCare } from '@sims/contracts'
import { placeForRequest } from '#modules/estate'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { premisesIn } from './commands.ts'
import { customersVisible } from './policy.ts'

const care = statement(
  'premises_care',
  'select kinds, note from premises_care where organization_id = $1 and place_id = $2',
)
const set = statement(
  'premises_care_set',
  `insert into premises_care (organization_id, place_id, kinds, note, changed_by, changed_at)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (organization_id, place_id) do update
   set kinds = excluded.kinds, note = excluded.note, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
)
const clear = statement('premises_care_clear', 'delete from premises_care where organization_id = $1 and place_id = $2')

/** What whoever goes to some premises must know; for those who look after its customers. */
export async function premisesCare(tx: Tx, actor: CommandCall['actor'], premisesId: string): Promise<PremisesCare> {
  premisesIn(customersVisible(actor, 'residencies.verify'), await placeForRequest(tx, premisesId))
  const [row] = await tx.query<Pick<PremisesCare, 'kinds' | 'note'>>(care, [tx.organizationId, premisesId])
  return { premisesId, kinds: row?.kinds ?? [], note: row?.note ?? null }
}

/** Says anew what is to be minded at some premises; nothing to mind takes the note away. */
export async function setPremisesCare(
  db: Db,
  call: CommandCall,
  premisesId: string,
  { kinds, note }: Pick<PremisesCare, 'kinds' | 'note'>,
): Promise<void> {
  const { actor, now } = call
  await command(db, call, {
    name: 'premises.care',
    recordKind: 'premises',
    recordIds: [premisesId],
    load: (tx) => placeForRequest(tx, premisesId),
    decide: (place, { tx }) => {
      premisesIn(customersVisible(actor, 'residencies.verify'), place)
      const distinct = [...new Set(kinds)]
      if (distinct.length === 0) tx.queue(clear, [tx.organizationId, premisesId])
      else tx.queue(set, [tx.organizationId, premisesId, distinct, note?.trim() || null, actor.staffId, now])
    },
  })
}
