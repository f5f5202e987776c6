import type { ClientBase } from 'pg'

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
}

/**
 * TypeScript types by PostgreSQL type, as the server's pool parses them: int8 as number (sequences and counters stay
 * below 2^53), numeric as string (exact), date as string (a day has no instant).
 */
const scalars: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  name: 'string',
  uuid: 'string',
  inet: 'string',
  date: 'string',
  time: 'string',
  tsvector: 'string',
  timestamptz: 'Date',
  bytea: 'Buffer',
  jsonb: 'JsonValue',
}

/** The types of all tables and views of schema `sims`, as the text of a TypeScript file; stable for a schema. */
export async function schemaTypes(client: ClientBase): Promise<string> {
  const columns = await readColumns(client)
  if (columns.length === 0) throw new Error('the schema sims has no table: was it migrated?')
  const enums = await readEnums(client)
  const tables = [...Map.groupBy(columns, (column) => column.table)]
  const bodies = tables.map(([table, own]) => {
    const lines = own.map((column) => `  ${column.column}: ${columnType(column, enums)}`)
    return `export interface ${interfaceName(table)} {\n${lines.join('\n')}\n}\n`
  })
  const list = tables.map(([table]) => `  ${table}: ${interfaceName(table)}`)
  const text = [...bodies, `export interface Database {\n${list.join('\n')}\n}\n`].join('\n')
  return [
    '// Written by `npm run generate` from the migrated database: change a migration, not this file.',
    '',
    ...(text.includes(': JsonValue')
      ? ['/** Whoever reads JSON says what it is. */', 'export type JsonValue = unknown', '']
      : []),
    text,
    "/** A row as a query answers it: `Row<'service_request'>`. */",
    'export type Row<Table extends keyof Database> = Database[Table]',
    '',
  ].join('\n')
}

/** `service_request` → `ServiceRequestTable`. */
const interfaceName = (table: string) =>
  `${table.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Table`

function columnType(column: Column, enums: ReadonlyMap<string, string[]>): string {
  // PostgreSQL names the array of x `_x`
  const isArray = column.type.startsWith('_')
  const name = isArray ? column.type.slice(1) : column.type
  const labels = enums.get(name)
  const scalar = labels ? labels.map((label) => `'${label}'`).join(' | ') : scalars[name]
  if (!scalar) throw new Error(`no TypeScript type for ${column.table}.${column.column} of type ${name}`)
  const type = isArray ? (labels ? `(${scalar})[]` : `${scalar}[]`) : scalar
  return column.nullable && type !== 'JsonValue' ? `${type} | null` : type
}

async function readColumns(client: ClientBase): Promise<Column[]> {
  // partitions have the columns of their table; a domain counts as its base type
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, coalesce(base.typname, t.typname) as type,
      not (a.attnotnull or t.typnotnull) as nullable
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type base on base.oid = t.typbasetype
    where c.relnamespace = 'sims'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    order by c.relname collate "C", a.attnum`)
  return rows
}

async function readEnums(client: ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; labels: string[] }>(`
    select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
    from pg_type t join pg_enum e on e.enumtypid = t.oid
    where t.typnamespace = 'sims'::regnamespace group by 1`)
  return new Map(rows.map(({ name, labels }) => [name, labels]))
}
