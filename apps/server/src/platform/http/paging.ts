import { DomainError, isUuid } from '#kernel'

/** the year 9999: what lies beyond is no moment that any database of ours holds */
const END_OF_TIME = Date.UTC(9999, 0)

/**
 * Lists page by a cursor over (moment, id): it names the last row seen, so that pages stay whole while rows come in.
 */
export function readCursor(cursor: string | undefined): { at: Date; id: string } | null {
  if (!cursor) return null
  const [ms = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split('|')
  const at = new Date(Number(ms))
  if (!isUuid(id) || !(at.getTime() >= 0 && at.getTime() < END_OF_TIME)) {
    throw new DomainError('http.invalid', { count: 1 }, [{ path: 'cursor', code: 'fields.format' }])
  }
  return { at, id }
}

/**
 * How many rows to ask for: at least one more than the page shows. Few different numbers, which may stand in the text
 * of a statement: of an unknown limit the database expects a tenth of the table and leaves the index alone.
 */
export const rowsFor = (limit: number): number => [26, 51, 101].find((rows) => rows > limit) ?? limit + 1

/** Cuts rows to a page; those beyond it only say that there are more. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  key: (row: Row) => { at: Date; id: string },
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last
  return { items: shown.map(present), nextCursor: more ? encode(key(last)) : null }
}

const encode = ({ at, id }: { at: Date; id: string }) =>
  Buffer.from(`${at.getTime()}|${id}`, 'latin1').toString('base64url')
