import type { CommandAnswer, changePart, createPart, Page, partQuery, RegisteredPart } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import type { CommandCall } from '#platform/command'
import { composed, type Db, Params, statement, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import { change, enter, type Register, searched } from '#platform/register'

type Fields = Omit<z.output<typeof createPart>, 'id'>

const register: Register<Fields> = {
  table: 'part',
  recordKind: 'part',
  name: 'parts',
  columns: {
    code: ['code', 'text'],
    name: ['name', 'text'],
    unit: ['unit', 'text'],
    price: ['price', 'int4'],
    active: ['active', 'bool'],
    note: ['note', 'text'],
  },
  unique: { part_code: { field: 'code', code: 'registers.codeTaken' } },
}
const nothing = { load: async () => undefined, decide: () => ({}) }

/** @throws DomainError `access.forbidden`, `registers.codeTaken`, `command.duplicateId` */
export function enterPart(db: Db, call: CommandCall, body: z.output<typeof createPart>): Promise<CommandAnswer> {
  assertMay(call.actor, 'parts.manage')
  return enter(db, call, register, body, nothing)
}

/** A price that changes leaves what was used before as it was. @throws as {@link enterPart}, and for an old version */
export function correctPart(
  db: Db,
  call: CommandCall,
  id: string,
  body: z.output<typeof changePart>,
): Promise<CommandAnswer> {
  assertMay(call.actor, 'parts.manage')
  return change(db, call, register, id, body, { ...nothing, visible: () => 'true' })
}

const COLUMNS = 'r.id, r.version, r.code, r.name, r.unit, r.price, r.active, r.note'

/** Parts, newest first. */
export async function listParts(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof partQuery>,
): Promise<Page<RegisteredPart>> {
  assertMay(actor, 'parts.read')
  const p = new Params()
  const conditions = [`r.organization_id = ${p.add(tx.organizationId)}`, ...searched(query.q, p, 'r.code', 'r.name')]
  if (query.active !== undefined) conditions.push(`r.active = ${p.add(query.active)}`)
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(r.created_at, r.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const rows = await tx.query<RegisteredPart & { createdAt: Date }>(
    composed(`select ${COLUMNS}, r.created_at as "createdAt" from part r where ${conditions.join(' and ')}
      order by r.created_at desc, r.id desc limit ${rowsFor(query.limit)}`),
    p.values,
  )
  return pageOf(
    rows,
    query.limit,
    ({ createdAt, id }) => ({ at: createdAt, id }),
    ({ createdAt: _, ...part }) => part,
  )
}

const byIds = statement('parts_by_id', `select ${COLUMNS} from part r where r.organization_id = $1 and r.id = any($2)`)

/** Those of these parts that exist, in no order. */
export const partsById = (tx: Tx, ids: readonly string[]) => tx.query<RegisteredPart>(byIds, [tx.organizationId, ids])

/** @throws DomainError `access.forbidden`, `http.notFound` */
export async function getPart(tx: Tx, actor: Actor, id: string): Promise<RegisteredPart> {
  assertMay(actor, 'parts.read')
  const [part] = await partsById(tx, [id])
  if (!part) throw new DomainError('http.notFound')
  return part
}
