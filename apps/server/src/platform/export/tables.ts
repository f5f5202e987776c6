import type pg from 'pg'

/** A table of SIMS as it is exported: without the columns that the database computes itself. */
export interface Table {
  /** quoted, with its schema */
  name: string
  columns: string
}

/** The tables whose rows are moved, by name: those of SIMS; partitions go as the table that they are of. */
export async function exportedTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'sims' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
    order by c.relname`)
  return rows
}

/** Sequences of SIMS and where they stand. */
export async function sequencesOf(client: pg.Client): Promise<{ name: string; value: string | null }[]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
     where schemaname = 'sims' order by 1`,
  )
  return rows
}

/**
 * How many rows a table has and a sum over all of them, whatever their order: equal on two servers when each row is equal
 * as text. Times are written in UTC for that.
 */
export async function fingerprint(
  client: pg.Client,
  { name, columns }: Table,
): Promise<{ rows: number; hash: string }> {
  await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 1`)
  const { rows } = await client.query<{ rows: number; hash: string }>(
    `select count(*)::int as rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text as hash
     from (select ${columns} from ${name}) t`,
  )
  return rows[0] as { rows: number; hash: string }
}

/**
 * Row-level security holds for the owner too. A superuser passes it; another owner lifts it for this transaction, which
 * locks the tables. @returns what puts it back; undoing the transaction does so too
 */
export async function openToOwner(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'sims' and c.relforcerowsecurity
       and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) order by 1`,
  )
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`)
  return rows.map(({ name }) => `alter table ${name} force row level security`)
}

/**
 * Lets rows come in any order, some tables refer to each other: references are dropped and triggers rest.
 * @returns what puts both back and checks all references
 */
export async function loosen(client: pg.Client): Promise<string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where connamespace = 'sims'::regnamespace and contype = 'f' and conparentid = 0 order by 1, 2`,
  )
  const { rows: triggers } = await client.query<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, quote_ident(tgname) as name from pg_trigger t join pg_class c on c.oid = tgrelid
     where c.relnamespace = 'sims'::regnamespace and not tgisinternal and tgenabled = 'O' and tgparentid = 0 order by 1, 2`,
  )
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { table, name } of triggers) await client.query(`alter table ${table} disable trigger ${name}`)
  return [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...triggers.map(({ table, name }) => `alter table ${table} enable trigger ${name}`),
  ]
}
