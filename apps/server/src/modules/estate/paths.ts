import type { PlaceKind } from '@sims/contracts'
import { statement, type Tx, unnested } from '#platform/db'
import type { PlaceOfTable } from './table.ts'

/** Something of the tree by the names that lead to it; without an id it is to be made by an earlier row. */
interface Node {
  id?: string
  kind: PlaceKind | 'residential' | 'commercial'
  fullName: string
}

const communities = statement(
  'estate_path_communities',
  'select id, name, kind from community where organization_id = $1 and name = any($2)',
)
const FOUND = 'p.id, p.kind, p.full_name as "fullName", r.key'
const roots = statement(
  'estate_path_roots',
  `select ${FOUND} from unnest($2::text[], $3::uuid[], $4::text[]) r (key, community_id, name)
   join place p on p.organization_id = $1 and p.community_id = r.community_id and p.parent_id is null and p.name = r.name`,
)
const children = statement(
  'estate_path_children',
  `select ${FOUND} from unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[]) r (key, community_id, parent_id, name)
   join place p on p.organization_id = $1 and p.community_id = r.community_id and p.parent_id = r.parent_id
     and p.name = r.name`,
)

type Level = 'building' | 'entrance' | 'name'
const LEVELS = ['building', 'entrance', 'name'] as const
type Path = Pick<PlaceOfTable, 'community' | Level>

/** Finds places by the names that lead to them, one statement for each level of the tree. */
export function placesByPath(tx: Tx) {
  const nodes = new Map<string, Node>()
  const asked = new Set<string>()

  /** the key of a row's place, or of the building or entrance that it names */
  const keyOf = (row: Path, upTo: Level = 'name') => {
    const names = LEVELS.slice(0, LEVELS.indexOf(upTo) + 1).flatMap((level) => row[level] ?? [])
    return [row.community, ...names].join('\n')
  }
  const parentOf = (key: string) => key.slice(0, key.lastIndexOf('\n'))

  async function load(rows: readonly Path[]): Promise<void> {
    const missing = [...new Set(rows.map((row) => row.community as string))].filter((name) => !asked.has(name))
    for (const name of missing) asked.add(name)
    if (missing.length > 0)
      for (const { id, name, kind } of await tx.query<{ id: string; name: string; kind: 'residential' }>(communities, [
        tx.organizationId,
        missing,
      ]))
        nodes.set(name, { id, kind, fullName: '' })
    for (const depth of [1, 2, 3]) {
      const keys = new Set<string>()
      for (const row of rows)
        for (const level of LEVELS) {
          const key = keyOf(row, level)
          if (row[level] !== null && key.split('\n').length === depth + 1 && !asked.has(key)) keys.add(key)
        }
      for (const key of keys) asked.add(key)
      await find([...keys], depth === 1)
    }
  }

  async function find(keys: readonly string[], atRoot: boolean): Promise<void> {
    const places = keys.flatMap((key) => {
      const parent = nodes.get(parentOf(key))
      const communityId = nodes.get(key.slice(0, key.indexOf('\n')))?.id
      const name = key.slice(key.lastIndexOf('\n') + 1)
      return parent?.id && communityId ? [{ key, communityId, parentId: parent.id, name }] : []
    })
    if (places.length === 0) return
    const columns = unnested(
      places,
      (p) => p.key,
      (p) => p.communityId,
      ...(atRoot ? [] : [(p: (typeof places)[number]) => p.parentId]),
      (p) => p.name,
    )
    const found = await tx.query<Node & { key: string }>(atRoot ? roots : children, [tx.organizationId, ...columns])
    for (const { key, ...node } of found) nodes.set(key, node)
  }

  return {
    keyOf,
    load,
    get: (key: string) => nodes.get(key),
    community: (name: string) => nodes.get(name),
    /** a row will make it, with all that leads to it */
    plan(key: string, kind: Node['kind']) {
      if (!nodes.has(key)) nodes.set(key, { kind, fullName: '' })
    },
    made: (key: string, node: Node) => void nodes.set(key, node),
  }
}
