import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from './testing.ts'

// What PostgreSQL itself says of the isolation of organizations. A table, role, policy or function that is new stands
// here too, or the build fails.

/** Tables that belong to the installation: they hold no organization's data. */
const GLOBAL = ['backup_run', 'backup_setting', 'installation', 'migration', 'one_time_code']

/** Beside the application within its organization: who reads which tables across organizations. */
const ACROSS: Record<string, string[]> = {
  sims_identity: [
    ...[
      'account',
      'api_key',
      'authority',
      'community',
      'gateway',
      'invitation',
      'organization',
      'place',
      'role_grant',
      'session',
      'staff',
    ],
    ...['staff_skill', 'team_member'],
  ],
  sims_search: ['customer', 'request_search'],
  sims_worker: [
    ...['account', 'calendar_change', 'community', 'customer', 'hook_delivery', 'import_run', 'organization', 'outbox'],
    ...['outbox_failed', 'place', 'record_clock', 'request_search', 'residency', 'retiming', 'role_grant'],
    ...['service_request', 'staff', 'staff_skill', 'team', 'team_member', 'timeline'],
    'delivery',
  ],
}
/** The functions through which those roles look, and nothing else; by owner. */
const DEFINERS: Record<string, string[]> = {
  sims_identity: [
    'find_account',
    'find_api_key',
    'find_invitation',
    'find_session',
    'gateway_anywhere',
    'known_organizations',
  ],
  sims_search: ['find_customers_by_tokens', 'find_requests_by_text'],
  sims_worker: [
    ...['due_clock_organizations', 'import_organizations', 'outbox_organization', 'retiming_organizations'],
    ...[
      'take_outbox',
      'undo_imported',
      'undo_places',
      'undo_residents',
      'undo_staff',
      'undo_staff_teams',
      'worker_organizations',
    ],
    'due_delivery_organizations',
    'hook_organizations',
  ],
  owner: ['ensure_audit_partitions'],
}
/** Facts: written once by the application, never changed and never removed. */
const APPEND_ONLY = ['audit_event', 'ledger_pending', 'timeline']
const OURS = ['sims_app', ...Object.keys(ACROSS)]

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const ask = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.owner.query(sql, values)).rows as Row[]
const names = async (sql: string, values: unknown[] = []) =>
  (await ask<{ name: string }>(sql, values)).map((row) => row.name)

const TABLES = `select c.oid, c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull) as owned
  from pg_class c where c.relnamespace = 'sims'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`

test('every table of an organization has row-level security, for its owner too; the others are listed', async () => {
  const tables = await ask<{ name: string; forced: boolean; owned: boolean }>(`${TABLES} order by 2`)
  assert.ok(tables.length > 25, `${tables.length} tables seen`)
  assert.deepEqual(
    tables.filter((table) => !table.owned).map((table) => table.name),
    GLOBAL,
  )
  assert.deepEqual(
    tables.filter((table) => table.owned && !table.forced).map((table) => table.name),
    [],
  )
  assert.deepEqual(
    await names(
      "select relname as name from pg_class where relnamespace = 'sims'::regnamespace and relkind in ('v', 'm', 'f')",
    ),
    [],
  )
})

test('a table has one policy for the application, its own organization; whoever looks further is listed', async () => {
  const own = '(organization_id = ( SELECT sims_org() AS sims_org))'
  const policies = await ask<{ table: string; roles: string[]; command: string; using: string; check: string | null }>(
    `select tablename as table, roles::text[] as roles, cmd as command, qual as using, with_check as check
     from pg_policies where schemaname = 'sims' order by 1`,
  )
  const isolated = await names(`select name from (${TABLES}) t where owned order by 1`)
  assert.deepEqual(
    policies.filter(({ roles }) => roles.includes('sims_app')),
    isolated.map((table) => ({ table, roles: ['sims_app'], command: 'ALL', using: own, check: own })),
  )
  const across = policies.filter(({ roles }) => !roles.includes('sims_app'))
  for (const [role, tables] of Object.entries(ACROSS)) {
    const found = across.filter(({ roles }) => roles.length === 1 && roles[0] === role)
    assert.deepEqual(found.map(({ table }) => table).sort(), tables.sort(), role)
  }
  assert.equal(across.length, Object.values(ACROSS).flat().length)
})

test('the roles of SIMS are nobody special, own no table and cannot become each other', async () => {
  assert.deepEqual(
    await ask(
      `select rolname as name, rolcanlogin as login, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
         or rolreplication as special from pg_roles where rolname = any($1) order by 1`,
      [OURS],
    ),
    OURS.map((name) => ({ name, login: name === 'sims_app', special: false })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  )
  assert.deepEqual(
    await names('select pg_get_userbyid(relowner) as name from pg_class where pg_get_userbyid(relowner) = any($1)', [
      OURS,
    ]),
    [],
  )
  assert.deepEqual(
    await names('select member::regrole::text as name from pg_auth_members where member::regrole::text = any($1)', [
      OURS,
    ]),
    [],
  )
  assert.deepEqual(
    await names(
      `select r || ' ' || s as name from unnest($1::text[]) r, unnest(array['sims', 'public']) s
      where has_schema_privilege(r, s, 'create')`,
      [OURS],
    ),
    [],
  )
})

test('a role of its own owns each function that looks across, with a fixed path, and PUBLIC runs none', async () => {
  const found = await ask<{ name: string; owner: string; path: string[] | null; open: boolean }>(
    `select p.proname as name, pg_get_userbyid(p.proowner) as owner,
       exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as open,
       array(select c from unnest(p.proconfig) c where c like 'search_path=%') as path
     from pg_proc p where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace) order by 1`,
  )
  const expected = Object.entries(DEFINERS).flatMap(([owner, functions]) => functions.map((name) => ({ name, owner })))
  const ownerOf = (owner: string) => (OURS.includes(owner) ? owner : 'owner')
  assert.deepEqual(
    found.map(({ name, owner }) => ({ name, owner: ownerOf(owner) })),
    expected.sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
  for (const { name, path, open } of found) {
    assert.deepEqual(path, ['search_path=sims, pg_temp'], name)
    assert.equal(open, false, name)
  }
})

test('the application may read and write rows, no more; facts it only adds', async () => {
  const rights = await ask<{ name: string; rights: string[] }>(
    `select c.relname as name, array_agg(a.privilege_type order by 1) as rights
     from pg_class c, aclexplode(c.relacl) a
     where c.relnamespace = 'sims'::regnamespace and c.relkind in ('r', 'p') and a.grantee = 'sims_app'::regrole
     group by 1`,
  )
  const of = new Map(rights.map((row) => [row.name, row.rights]))
  for (const [name, held] of of) {
    const more = held.filter((right) => !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(right))
    assert.deepEqual(more, [], name)
  }
  for (const name of APPEND_ONLY) assert.deepEqual([...(of.get(name) ?? [])].sort(), ['INSERT', 'SELECT'], name)
  assert.equal(of.has('migration'), false)
  assert.deepEqual(
    await names(
      `select c.relname as name from pg_class c, aclexplode(c.relacl) a
      where c.relispartition and (a.grantee = 0 or pg_get_userbyid(a.grantee) = any($1))`,
      [OURS],
    ),
    [],
    'partitions are reached through their table only',
  )
  assert.deepEqual(
    await names(`select c.relname as name from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'sims'::regnamespace and a.grantee = 0`),
    [],
    'PUBLIC has nothing',
  )
})
