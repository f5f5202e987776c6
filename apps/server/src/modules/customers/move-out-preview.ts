import type { MoveOutPreview } from '@sims/contracts'
import type { Actor } from '#kernel'
import { notKeptFrom } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { maskName, type Secrets } from '#platform/privacy'
import { openPerson, type SealedPerson } from './vault.ts'

type Row = Omit<MoveOutPreview['people'][number], 'customerName'> & SealedPerson & { customerKind: 'person' | 'firm' }

/**
 * Who would lose access if everybody left the premises, and what they would keep; nothing is changed. Requests that are
 * kept from the reader are not counted. The caller has checked the premises.
 */
export async function previewMoveOut(
  tx: Tx,
  secrets: Secrets,
  actor: Actor,
  premisesId: string,
): Promise<MoveOutPreview> {
  const p = new Params()
  const [organization, premises] = [p.add(tx.organizationId), `${p.add(premisesId)}::uuid`]
  const rows = await tx.query<Row>(
    composed(`select r.id as "residencyId", r.kind, c.id, c.kind as "customerKind", c.wrapped_key as "wrappedKey",
       c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed",
       (select count(*)::int from service_request q where q.organization_id = ${organization} and q.customer_id = c.id
         and q.place_id = r.premises_id and q.settled_at is null and ${notKeptFrom(actor, p, 'q')}) as "openRequests",
       (select count(*)::int from residency o where o.organization_id = ${organization} and o.customer_id = c.id
         and o.premises_id <> r.premises_id and o.ended_on is null) as "otherPremises",
       exists (select from account a where a.organization_id = ${organization} and a.customer_id = c.id) as "signsIn"
     from residency r join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
     where r.organization_id = ${organization} and r.premises_id = ${premises} and r.ended_on is null
     order by r.created_at, r.id`),
    p.values,
  )
  const people = rows.map(({ residencyId, kind, openRequests, otherPremises, signsIn, customerKind, ...sealed }) => {
    const { name } = openPerson(secrets, tx.organizationId, sealed)
    const customerName = customerKind === 'firm' ? name : maskName(name)
    return { residencyId, customerName, kind, openRequests, otherPremises, signsIn }
  })
  return { people }
}
