import pg from 'pg'

/** A statement that is planned once per connection, and what a call's body puts into it. */
export interface RawStatement {
  text: string
  values: (body: never) => unknown[]
}

/** Collects what goes over the line with each call; gives the place of each value, such as `$3`. */
export class Values<Body> {
  readonly #of: ((body: Body) => unknown)[] = []

  add(of: (body: Body) => unknown): string {
    return `$${this.#of.push(of)}`
  }

  values = (body: Body): unknown[] => this.#of.map((of) => of(body))
}

export type Row = Record<string, unknown>

/** All rows of a table that a condition on `$1` finds. jsonb comes as the text that goes in again. */
export async function rowsOf(
  pool: pg.Pool | pg.Client,
  table: string,
  where: string,
  value: unknown,
  order = '1',
): Promise<Row[]> {
  const { rows, fields } = await pool.query(`select * from ${table} where ${where} order by ${order}`, [value])
  const json = fields.filter((field) => field.dataTypeID === pg.types.builtins.JSONB).map((field) => field.name)
  for (const row of rows) for (const name of json) if (row[name] !== null) row[name] = JSON.stringify(row[name])
  return rows
}

export const onlyRow = async (...question: Parameters<typeof rowsOf>): Promise<Row> => {
  const [row] = await rowsOf(...question)
  if (!row) throw new Error(`no row of ${question[1]} where ${question[2]}`)
  return row
}

/** A value as it stands in the text of a statement. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (value instanceof Date) return `'${value.toISOString()}'`
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (Array.isArray(value)) return `'{${value.join(',')}}'`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

/** What differs from record to record though a sample may lend its own: it must travel, or no data would be written. */
const DATA = ['clock', 'due_at', 'next_fire_at', 'data', 'salt', 'commitment', 'payload', 'body_hash', 'request_id']

/**
 * An insert of one row like a sample. What `own` names is of the call, data travel as parameters, and what is the same
 * in every record stands in the text.
 */
export function insertLike<Body>(
  parameters: Values<Body>,
  table: string,
  sample: Row,
  own: Record<string, string>,
  generated: string[] = [],
): string {
  const columns = Object.keys(sample).filter((column) => !generated.includes(column))
  const values = columns.map((column) => {
    if (own[column]) return own[column]
    const value = sample[column]
    return DATA.includes(column) && value !== null ? parameters.add(() => value) : literal(value)
  })
  return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`
}
