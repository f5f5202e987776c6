import type { Equipment, equipmentQuery, Page } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, dayOf, formatDay } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import { searched } from '#platform/register'

type Row = Omit<Equipment, 'inWarranty' | 'responsible'> & {
  createdAt: Date
  responsibleId: string | null
  responsibleName: string | null
}

/** Which equipment an actor sees, as a condition on alias `r`: that of the communities in which they may read it. */
export function visibleEquipment(actor: Actor, p: Params): string {
  const communities = communitiesWith(actor, 'assets.read')
  return communities === 'all' ? 'true' : `r.community_id = any(${p.add(communities)}::uuid[])`
}

function select(tx: Tx, p: Params, conditions: readonly string[], tail: string): Promise<Row[]> {
  return tx.query<Row>(
    composed(`select r.id, r.version, r.code, r.name, r.kind, r.community_id as "communityId",
      c.name as "communityName", r.place_id as "placeId", l.full_name as "placeName", r.maker, r.model,
      r.commissioned_on as "commissionedOn", r.warranty_until as "warrantyUntil", r.responsible_id as "responsibleId",
      s.name as "responsibleName", r.state, r.note, r.created_at as "createdAt"
    from equipment r
    join community c on c.organization_id = r.organization_id and c.id = r.community_id
    join place l on l.organization_id = r.organization_id and l.id = r.place_id
    left join staff s on s.organization_id = r.organization_id and s.id = r.responsible_id
    where r.organization_id = ${p.add(tx.organizationId)} and ${conditions.join(' and ')} ${tail}`),
    p.values,
  )
}

/** Days are compared as text, which `YYYY-MM-DD` allows; a warranty lasts to the end of its day. */
const present =
  (today: string) =>
  (row: Row): Equipment => {
    const { createdAt: _, responsibleId, responsibleName, ...equipment } = row
    return {
      ...equipment,
      inWarranty: row.warrantyUntil !== null && row.warrantyUntil >= today,
      responsible: responsibleId === null ? null : { id: responsibleId, name: responsibleName ?? '' },
    }
  }
const todayOf = (actor: Actor, now: Date) => formatDay(dayOf(now.getTime(), actor.timeZone))

/** Equipment of the communities in which the actor may read it, newest first; a place includes what hangs below it. */
export async function listEquipment(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof equipmentQuery>,
  now: Date,
): Promise<Page<Equipment>> {
  assertMay(actor, 'assets.read')
  const p = new Params()
  const conditions = [visibleEquipment(actor, p), ...searched(query.q, p, 'r.code', 'r.name')]
  if (query.kind) conditions.push(`r.kind = ${p.add(query.kind)}`)
  if (query.state) conditions.push(`r.state = ${p.add(query.state)}`)
  if (query.communityId) conditions.push(`r.community_id = ${p.add(query.communityId)}::uuid`)
  if (query.placeId) conditions.push(`r.place_id = any(array(${below(tx, p, query.placeId)}))`)
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(r.created_at, r.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const tail = `order by r.created_at desc, r.id desc limit ${rowsFor(query.limit)}`
  const rows = await select(tx, p, conditions, tail)
  return pageOf(rows, query.limit, ({ createdAt, id }) => ({ at: createdAt, id }), present(todayOf(actor, now)))
}

const below = (tx: Tx, p: Params, placeId: string) => `with recursive under as (
    select id from place where organization_id = ${p.add(tx.organizationId)} and id = ${p.add(placeId)}::uuid
    union all select k.id from under u join place k on k.organization_id = ${p.add(tx.organizationId)} and k.parent_id = u.id
  ) select id from under`

/** @throws DomainError `access.forbidden`, `http.notFound` */
export async function getEquipment(tx: Tx, actor: Actor, id: string, now: Date): Promise<Equipment> {
  assertMay(actor, 'assets.read')
  const p = new Params()
  const [row] = await select(tx, p, [`r.id = ${p.add(id)}::uuid`, visibleEquipment(actor, p)], '')
  if (!row) throw new DomainError('http.notFound')
  return present(todayOf(actor, now))(row)
}
