import type { CommandAnswer } from '@sims/contracts'
import { DomainError, type FieldFault } from '#kernel'
import { type CommandCall, type CommandScope, command } from '#platform/command'
import { composed, type Db, Params, type Tx } from '#platform/db'

/** A table whose rows are records with a version and without a process: entered, corrected, never removed. */
export interface Register<Fields extends object> {
  /** its rows have organization_id, id, version, created_at besides the columns */
  table: string
  recordKind: string
  /** of its commands in the audit trail, such as `parts` in `parts.create` */
  name: string
  /** where each field is kept and the type it is written with; a field without a place is the module's to write */
  columns: { readonly [K in keyof Fields]?: readonly [column: string, type: string] }
  /** what a unique constraint of the table says to people: the field it stands at and the code */
  unique: Readonly<Record<string, { field: keyof Fields & string; code: string }>>
}

/** What is held against a new entry or a change before it is written, with what has to be read for it. */
export interface Checks<Loaded, Row> {
  load: (tx: Tx) => Promise<Loaded>
  /** throws, or answers the columns that are derived from what was loaded, and writes what is kept elsewhere */
  decide: (loaded: Loaded, scope: CommandScope, before: Row | undefined) => Derived
}
/** value and type by column */
export type Derived = Readonly<Record<string, readonly [value: unknown, type: string]>>

/**
 * Enters a record under the id that its caller has made.
 * @throws DomainError `command.duplicateId`, and the code of a unique constraint at its field
 */
export async function enter<Fields extends object, Loaded>(
  db: Db,
  call: CommandCall,
  register: Register<Fields>,
  { id, ...fields }: Fields & { id: string },
  { load, decide }: Checks<Loaded, never>,
): Promise<CommandAnswer> {
  await refusing(register, fields as unknown as Fields, () =>
    command(db, call, {
      name: `${register.name}.create`,
      recordKind: register.recordKind,
      recordIds: [id],
      load,
      decide: (loaded, scope) => {
        const derived = decide(loaded, scope, undefined)
        const p = new Params()
        const written = [
          ['organization_id', p.add(scope.tx.organizationId)],
          ['id', `${p.add(id)}::uuid`],
          ['created_at', p.add(scope.now)],
          ...placed(register, fields as unknown as Fields, derived, p),
        ]
        const sql = `insert into ${register.table} (${written.map(([column]) => column).join(', ')})
          values (${written.map(([, value]) => value).join(', ')})`
        scope.tx.queue(composed(sql), p.values)
      },
    }),
  )
  return { id, version: 1 }
}

/**
 * Changes some fields of a record at the version that its caller has seen; what is absent stays.
 * @param visible condition on alias `r`: what the caller does not see does not exist
 * @throws DomainError `http.notFound`, `process.staleVersion`, and the code of a unique constraint at its field
 */
export async function change<Fields extends object, Loaded, Row extends { id: string; version: number }>(
  db: Db,
  call: CommandCall,
  register: Register<Fields>,
  id: string,
  { version, ...fields }: Partial<Fields> & { version: number },
  { visible, load, decide }: Checks<Loaded, Row> & { visible: (p: Params) => string },
): Promise<CommandAnswer> {
  await refusing(register, fields as unknown as Partial<Fields>, () =>
    command(db, call, {
      name: `${register.name}.change`,
      recordKind: register.recordKind,
      recordIds: [id],
      load: async (tx) => {
        const p = new Params()
        const sql = `select r.* from ${register.table} r where r.organization_id = ${p.add(tx.organizationId)}
          and r.id = ${p.add(id)}::uuid and ${visible(p)} for update`
        const [[row], loaded] = await Promise.all([tx.lock<Row>(composed(sql), p.values), load(tx)])
        return { row, loaded }
      },
      decide: ({ row, loaded }, scope) => {
        if (!row) throw new DomainError('http.notFound')
        if (row.version !== version) throw new DomainError('process.staleVersion', { expected: version })
        const derived = decide(loaded, scope, row)
        const p = new Params()
        const organization = p.add(scope.tx.organizationId)
        const which = `${p.add(id)}::uuid`
        const sets = placed(register, fields as unknown as Partial<Fields>, derived, p).map((pair) => pair.join(' = '))
        const sql = `update ${register.table} set ${['version = version + 1', ...sets].join(', ')}
          where organization_id = ${organization} and id = ${which}`
        scope.tx.queue(composed(sql), p.values)
      },
    }),
  )
  return { id, version: version + 1 }
}

function placed<Fields extends object>(
  { columns }: Register<Fields>,
  fields: Partial<Fields>,
  derived: Derived,
  p: Params,
): [column: string, value: string][] {
  const own = Object.entries(fields).flatMap(([field, value]): [string, string][] => {
    const place = columns[field as keyof Fields]
    return place && value !== undefined ? [[place[0], `${p.add(value)}::${place[1]}`]] : []
  })
  return [
    ...own,
    ...Object.entries(derived).map(([column, [value, type]]): [string, string] => [column, `${p.add(value)}::${type}`]),
  ]
}

async function refusing<Fields extends object>(
  { table, unique }: Register<Fields>,
  fields: Partial<Fields>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint ?? ''
    if (constraint === `${table}_pkey`) throw new DomainError('command.duplicateId')
    const broken = unique[constraint]
    if (!broken) throw error
    const params = { value: String(fields[broken.field]) }
    throw new DomainError(broken.code, params, [{ path: broken.field, code: broken.code, params }])
  }
}

/** A refusal of a form whose faults stand at their fields. */
export const refused = (...faults: FieldFault[]) => new DomainError('http.invalid', { count: faults.length }, faults)

/** What people type to find a record: in one of the columns, anywhere; a condition, or none. */
export function searched(q: string | undefined, p: Params, ...columns: string[]): string[] {
  const words = q?.trim()
  if (!words) return []
  const pattern = p.add(`%${words.replace(/[\\%_]/g, '\\$&')}%`)
  return [`(${columns.map((column) => `${column} ilike ${pattern}`).join(' or ')})`]
}
