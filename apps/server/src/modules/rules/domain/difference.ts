type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A value that two contents have differently; a side is absent where its content lacks it. */
export interface Difference {
  path: string
  before?: Json
  after?: Json
}

/**
 * What two contents have differently, in the order of the newer one. Paths are joined by dots; items of lists are told
 * apart by their `key`, `day` or `name` and otherwise by place, so that an item put in between is one difference and not
 * many. A value that is there on one side only stands whole.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  return compare('', before as Json | undefined, after as Json | undefined)
}

function compare(path: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (same(before, after)) return []
  const [a, b] = [partsOf(before), partsOf(after)]
  if (!a || !b) {
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
  }
  return [...new Set([...b.keys(), ...a.keys()])].flatMap((key) =>
    compare(path === '' ? key : `${path}.${key}`, a.get(key), b.get(key)),
  )
}

/** What a value is made of, by name; undefined when it is compared as a whole. */
function partsOf(value: Json | undefined): Map<string, Json> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value as Record<string, Json>))
  // a list of plain values, such as places, reads better whole
  if (value.some((item) => typeof item !== 'object' || item === null)) return undefined
  return new Map(value.map((item, i) => [nameOf(item as Record<string, Json>) ?? String(i + 1), item as Json]))
}

function nameOf(item: Record<string, Json>): string | undefined {
  const name = item.key ?? item.day ?? item.name
  return typeof name === 'string' ? name : undefined
}

/** The database keeps objects in an order of its own. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return left.length === right.length && left.every(([key, value]) => same(value as Json, (b as never)[key]))
}
