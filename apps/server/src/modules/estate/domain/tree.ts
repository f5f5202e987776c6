import type { PlaceKind, PremisesKind } from '@sims/contracts'
import { compareNatural } from './natural.ts'

/** A place to be made, with what hangs on it. */
export interface PlaceSpec {
  kind: PlaceKind
  premisesKind?: PremisesKind
  name: string
  /** how people say the whole path; absent: what the parent is called, then the name */
  fullName?: string
  children?: PlaceSpec[]
}

/** A place as a row; `position` orders the children of one parent. */
export interface PlaceRow {
  id: string
  parentId: string | null
  kind: PlaceKind
  premisesKind: PremisesKind | null
  name: string
  fullName: string
  position: number
}

const RANK: Record<PlaceKind, number> = { building: 0, entrance: 1, premises: 2, area: 3 }

/** Children of one parent: by kind (buildings, entrances, premises, areas), then naturally by name. */
export const compareSiblings = (a: Pick<PlaceSpec, 'kind' | 'name'>, b: Pick<PlaceSpec, 'kind' | 'name'>): number =>
  RANK[a.kind] - RANK[b.kind] || compareNatural(a.name, b.name)

/**
 * Turns a tree of places into rows, parents before children. Children stand in the order of {@link compareSiblings}.
 * @param newId makes the id of one place
 */
export function flatten(roots: readonly PlaceSpec[], newId: () => string): PlaceRow[] {
  const rows: PlaceRow[] = []
  const walk = (specs: readonly PlaceSpec[], parent: PlaceRow | null) => {
    const sorted = [...specs].sort(compareSiblings)
    for (const [position, spec] of sorted.entries()) {
      const row: PlaceRow = {
        id: newId(),
        parentId: parent?.id ?? null,
        kind: spec.kind,
        premisesKind: spec.premisesKind ?? null,
        name: spec.name,
        fullName: spec.fullName ?? (parent?.fullName ?? '') + spec.name,
        position,
      }
      rows.push(row)
      if (spec.children) walk(spec.children, row)
    }
  }
  walk(roots, null)
  return rows
}
