import pg from 'pg'

/** A statement that is planned once per connection, and what a call's body puts into it. */
export interface RawStatement {
  text: string
  values: (body: never) => unknown[]
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

/**
 * An insert of one row like a sample: what `own` names is of the call, everything else stands in the text as the sample
 * has it.
 */
export function insertLike(table: string, sample: Row, own: Record<string, string>, generated: string[] = []): string {
  const columns = Object.keys(sample).filter((column) => !generated.includes(column))
  const values = columns.map((column) => own[column] ?? literal(sample[column]))
  return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`
}
