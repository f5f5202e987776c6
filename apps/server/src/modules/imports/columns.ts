import type { FieldFault } from '#kernel'

/** A heading as people write it: signs do not matter either. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:：（）()【】[\]/#*]/g, '')

/** Two tables with the same headings in the same order are understood the same way. */
export const headersText = (headers: readonly string[]): string => JSON.stringify(headers.map(foldHeading))

/** Which column bears which heading; of each field the earlier headings fit better, and each column serves once. */
export function columnsByHeadings<Field extends string>(
  headers: readonly string[],
  wanted: readonly (readonly [field: Field, headings: readonly string[]])[],
): Partial<Record<Field, number>> {
  const folded = headers.map(foldHeading)
  const columns: Partial<Record<Field, number>> = {}
  const taken = new Set<number>()
  for (const [field, headings] of wanted) {
    for (const heading of headings) {
      const at = folded.findIndex((one, i) => one === heading && !taken.has(i))
      if (at < 0) continue
      taken.add(at)
      columns[field] = at + 1
      break
    }
  }
  return columns
}

/** Columns that the file does not have, and such as are chosen twice. */
export function columnFaults(headers: readonly string[], columns: Record<string, number | undefined>): FieldFault[] {
  const faults: FieldFault[] = []
  const taken = new Set<number>()
  for (const [field, column] of Object.entries(columns)) {
    if (column === undefined) continue
    if (column > headers.length) faults.push({ path: `columns.${field}`, code: 'imports.noSuchColumn' })
    if (taken.has(column)) faults.push({ path: `columns.${field}`, code: 'imports.sameColumn' })
    taken.add(column)
  }
  return faults
}
