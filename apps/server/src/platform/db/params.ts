/** A value for a jsonb parameter. */
export const jsonb = (value: unknown): string => JSON.stringify(value)

/**
 * Turns records into one array per column, for `unnest($1::uuid[], $2::text[])`: many rows go in with one statement,
 * and one record is an array of one.
 */
export function unnested<T>(rows: readonly T[], ...columns: ((row: T) => unknown)[]): unknown[][] {
  return columns.map((column) => rows.map(column))
}

/** Collects the values of a statement whose conditions depend on the question: `where x = ${p.add(value)}`. */
export class Params {
  readonly values: unknown[] = []

  /** Keeps a value and gives its place, such as `$3`. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`
  }
}
