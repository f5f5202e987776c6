import pg from 'pg'

const { builtins } = pg.types
/**
 * How PostgreSQL's types arrive: int8 as number (our counters stay far below 2^53), date as its text, so that no time
 * zone shifts it, timestamptz as Date, numeric as text.
 */
const parsers = new Map<number, (value: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.DATE, (value) => value],
])

export const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
