import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type TestDatabase, testDatabase } from './testing.ts'

// Whoever has taken over the running server and speaks to the database as its role: what of another organization they
// get within the context of their own.

const [mine, other] = [randomUUID(), randomUUID()]
let database: TestDatabase
let tables: string[]
let columnsOf: Map<string, string>
let client: pg.Client
before(async () => {
  database = await testDatabase()
  columnsOf = await fill()
  tables = [...columnsOf.keys()]
  client = new pg.Client(database.direct)
  client.on('error', () => undefined)
  await client.connect()
})
after(async () => {
  await client.end()
  await database.close()
})

/** One row of each organization in each of its tables, whatever they hold; answers the columns filled, by table. */
async function fill(): Promise<Map<string, string>> {
  const { owner } = database
  const { rows } = await owner.query<{ name: string; columns: string; values: string }>(
    `select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns, string_agg(case
       when a.attname = 'organization_id' then '$1::uuid'
       when t.typcategory = 'A' then quote_literal('{}')
       when t.typname = 'uuid' then 'gen_random_uuid()'
       when t.typname = 'bytea' then 'sha256(gen_random_uuid()::text::bytea)'
       when t.typname = 'jsonb' then quote_literal('{"events": []}')
       when t.typname in ('timestamptz', 'date') then quote_literal('2026-01-01')
       when t.typname = 'bool' then 'false'
       when t.typcategory = 'N' then '7'
       else '''marker '' || $1::text' end, ', ') as values
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'sims'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnotnull and a.attidentity = '' and a.attgenerated = ''
       and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id')
     group by 1 order by 1`,
  )
  // the rows need not make sense, only be there
  await owner.query(`do $$ declare r record; begin
    for r in select conrelid::regclass as t, conname as c from pg_constraint
      where connamespace = 'sims'::regnamespace and contype in ('c', 'f') and conparentid = 0 and coninhcount = 0
    loop execute format('alter table %s drop constraint %I', r.t, r.c); end loop; end $$`)
  for (const { name, columns, values } of rows)
    for (const organization of [mine, other])
      await owner.query(`insert into ${name} (${columns}) values (${values})`, [organization])
  return new Map(rows.map((row) => [row.name, row.columns]))
}

const within = async (organization: string, sql: string, values: unknown[] = []) => {
  await client.query(`begin; select set_config('sims.organization', '${organization}', true)`)
  try {
    const result = await client.query(sql, values)
    return { rows: result.rows as Record<string, unknown>[], count: result.rowCount, code: undefined }
  } catch (error) {
    return { rows: [], count: 0, code: (error as { code: string }).code }
  } finally {
    await client.query('rollback')
  }
}
const DENIED = '42501'
const may = async (table: string, right: string) =>
  (await client.query('select has_table_privilege($1, $2) as may', [table, right])).rows[0].may as boolean

test('in each table one organization sees its own row and never the other’s', async () => {
  assert.ok(tables.length > 25)
  for (const table of tables) {
    const { rows, code } = await within(mine, `select * from ${table}`)
    assert.equal(code, undefined, `${table}: ${code}`)
    assert.deepEqual(
      rows.map((row) => row.organization_id),
      [mine],
      table,
    )
    assert.equal((await within(mine, `select from ${table} where organization_id = $1`, [other])).count, 0, table)
  }
})

test('without a context nothing is read', async () => {
  for (const table of tables) await assert.rejects(client.query(`select from ${table}`), { code: DENIED }, table)
})

test('the context ends with its transaction, so that the next user of a connection starts with none', async () => {
  await client.query(`begin; select set_config('sims.organization', '${other}', true)`)
  await client.query('commit')
  await assert.rejects(client.query('select from staff'), { code: DENIED })
})

test('no row is written into, moved to, changed or removed in the other organization', async () => {
  for (const table of tables) {
    if (await may(table, 'insert')) {
      const columns = columnsOf.get(table) as string
      const values = columns.replace(/\borganization_id\b/, '$1::uuid')
      const { code } = await within(mine, `insert into ${table} (${columns}) select ${values} from ${table}`, [other])
      assert.equal(code, DENIED, `${table}: insert`)
    }
    if (await may(table, 'update')) {
      assert.equal((await within(mine, `update ${table} set organization_id = $1`, [other])).code, DENIED, table)
      const { count } = await within(mine, `update ${table} set organization_id = $1 where organization_id = $1`, [
        other,
      ])
      assert.equal(count, 0, table)
    }
    if (await may(table, 'delete')) {
      assert.equal((await within(mine, `delete from ${table} where organization_id = $1`, [other])).count, 0, table)
    }
  }
})

test('a condition that tells what it is asked is never asked about the other’s rows', async () => {
  const heard: string[] = []
  const listen = (notice: { message?: string | undefined }) => void heard.push(notice.message ?? '')
  client.on('notice', listen)
  await client.query(`create function pg_temp.tell(t text) returns boolean language plpgsql cost 0.0000001 as
    $$ begin raise notice '%', t; return true; end $$`)
  for (const column of ['name', 'employee_number'])
    await within(mine, `select from staff where pg_temp.tell(${column})`)
  assert.deepEqual([...new Set(heard)], [`marker ${mine}`])
  client.off('notice', listen)
})

test('the functions that look across give nothing of the other organization', async () => {
  assert.equal((await within(mine, "select * from find_customers_by_tokens('{}', 100)")).count, 1)
  assert.equal((await within(mine, "select * from find_requests_by_text('{}', 'marker', 100)")).count, 1)
  assert.equal((await within(mine, 'select * from take_outbox(now(), 100)')).count, 1)
  for (const call of ["find_account('', '')", "find_session('')", "find_invitation('')"])
    assert.equal((await within(mine, `select * from ${call}`)).count, 0, call)
})

test('nobody becomes another role or switches row-level security off', async () => {
  for (const role of ['sims_worker', 'sims_search', 'sims_identity', 'pg_read_all_data'])
    assert.equal((await within(mine, `set local role ${role}`)).code, DENIED, role)
  assert.equal((await within(mine, 'set local row_security = off; select from staff')).code, DENIED)
  assert.equal((await within(mine, 'alter table staff disable row level security')).code, DENIED)
  assert.equal((await within(mine, 'create policy mine on staff to sims_app using (true)')).code, DENIED)
})

test('partitions, statistics and counters tell nothing', async () => {
  assert.equal((await within(mine, 'select from audit_event_default')).code, DENIED)
  assert.equal((await within(mine, 'select last_value from request_number')).code, DENIED)
  await database.owner.query('analyze')
  const statistics = "select from pg_stats where schemaname = 'sims' and tablename = any($1)"
  assert.equal((await within(mine, statistics, [tables])).count, 0)
  assert.equal((await within(mine, "copy (select from customer) to '/tmp/x'")).code, DENIED)
})

test('a plan that was made for one organization serves the next one with its own rows', async () => {
  const seen = async (organization: string) => {
    await client.query(`begin; select set_config('sims.organization', '${organization}', true)`)
    const { rows } = await client.query({ name: 'seen', text: 'select name from staff' })
    await client.query('commit')
    return rows
  }
  for (let i = 0; i < 8; i++)
    for (const organization of [mine, other])
      assert.deepEqual(await seen(organization), [{ name: `marker ${organization}` }])
})

test('a context that is no id, or an injected one, opens nothing', async () => {
  for (const context of ["' or true --", '*', `${mine},${other}`]) {
    await client.query('begin')
    await client.query("select set_config('sims.organization', $1, true)", [context])
    await assert.rejects(client.query('select from staff'), context)
    await client.query('rollback')
  }
})
