import type { PremisesKind } from '@sims/contracts'
import type { PlaceSpec } from './tree.ts'

export interface BuildingShape {
  /** such as `3栋`, `A座` */
  name: string
  /** 0: the premises hang on the building itself, as in an office tower */
  entrances: number
  floors: number
  perFloor: number
  premisesKind?: PremisesKind
  /** common areas of each entrance, or of the building when it has none */
  areas?: readonly string[]
}

/** A building with numbered entrances (1单元 …) and premises numbered by floor: 1501 is the first on the 15th floor. */
export function building(shape: BuildingShape): PlaceSpec {
  const { name, entrances, floors, perFloor, premisesKind = 'home' } = shape
  const content = (): PlaceSpec[] => [
    ...premisesOf(floors, perFloor, premisesKind),
    ...(shape.areas ?? []).map((area): PlaceSpec => ({ kind: 'area', name: area })),
  ]
  const children =
    entrances === 0
      ? content()
      : numbers(entrances).map((n): PlaceSpec => ({ kind: 'entrance', name: `${n}单元`, children: content() }))
  return { kind: 'building', name, children }
}

function premisesOf(floors: number, perFloor: number, premisesKind: PremisesKind): PlaceSpec[] {
  return numbers(floors).flatMap((floor) =>
    numbers(perFloor).map((n): PlaceSpec => {
      const name = `${floor}${String(n).padStart(2, '0')}`
      return { kind: 'premises', premisesKind, name }
    }),
  )
}

/** Premises numbered through, such as parking spaces B1-001 … or shops 1号商铺 …. */
export function numbered(
  premisesKind: PremisesKind,
  count: number,
  nameOf: (n: number) => string,
  fullNameOf?: (n: number) => string,
): PlaceSpec[] {
  return numbers(count).map((n) => ({
    kind: 'premises',
    premisesKind,
    name: nameOf(n),
    ...(fullNameOf ? { fullName: fullNameOf(n) } : {}),
  }))
}

export const area = (name: string): PlaceSpec => ({ kind: 'area', name })

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
