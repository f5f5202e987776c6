import type { PlaceKind } from '@sims/contracts'
import { statement, type Tx, unnested } from '#platform/db'
import { compareSiblings } from './domain/tree.ts'

interface Sibling {
  id: string
  communityId: string
  parentId: string | null
  kind: PlaceKind
  name: string
}

const siblings = statement(
  'estate_siblings',
  `select p.id, p.community_id as "communityId", p.parent_id as "parentId", p.kind, p.name, p.position from place p
   where p.organization_id = $1 and p.parent_id = any($2)
   union all
   select p.id, p.community_id, p.parent_id, p.kind, p.name, p.position from place p
   where p.organization_id = $1 and p.community_id = any($3) and p.parent_id is null`,
)
const move = statement(
  'estate_positions',
  `update place p set position = r.position from unnest($2::uuid[], $3::int[]) r (id, position)
   where p.organization_id = $1 and p.id = r.id`,
)

/**
 * The positions of new or renamed places among their siblings, in natural order; siblings that have to make room are
 * moved by a queued statement.
 */
export async function renumber(tx: Tx, changed: readonly Sibling[]): Promise<Map<string, number>> {
  const parents = [...new Set(changed.flatMap(({ parentId }) => parentId ?? []))]
  const roots = [...new Set(changed.filter(({ parentId }) => parentId === null).map(({ communityId }) => communityId))]
  const there = await tx.query<Sibling & { position: number }>(siblings, [tx.organizationId, parents, roots])
  const byId = new Map<string, Sibling>([...there, ...changed].map((one) => [one.id, one]))
  const groups = new Map<string, Sibling[]>()
  for (const one of byId.values()) {
    const group = groups.get(one.parentId ?? one.communityId)
    if (group) group.push(one)
    else groups.set(one.parentId ?? one.communityId, [one])
  }
  const positions = new Map<string, number>()
  for (const group of groups.values())
    for (const [position, { id }] of group.sort(compareSiblings).entries()) positions.set(id, position)
  const moved = there.filter(({ id, position }) => positions.get(id) !== position)
  if (moved.length > 0)
    tx.queue(move, [
      tx.organizationId,
      ...unnested(
        moved,
        ({ id }) => id,
        ({ id }) => positions.get(id),
      ),
    ])
  return positions
}
