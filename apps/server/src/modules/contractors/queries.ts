import type { Contractor, contractorQuery, Page } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, dayOf, formatDay } from '#kernel'
import { assertMay } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import type { Cipher } from '#platform/privacy'
import { searched } from '#platform/register'
import { openContact, type SealedContact } from './contact.ts'

interface Row extends SealedContact {
  version: number
  name: string
  trades: string[]
  contractUntil: string | null
  qualification: string | null
  qualificationUntil: string | null
  active: boolean
  note: string | null
  workers: { id: string; name: string }[]
  createdAt: Date
}

function select(tx: Tx, p: Params, conditions: readonly string[], tail: string): Promise<Row[]> {
  return tx.query<Row>(
    composed(`select r.id, r.version, r.name, r.contact_sealed as "contactSealed", r.wrapped_key as "wrappedKey",
      r.trades, r.contract_until as "contractUntil", r.qualification, r.qualification_until as "qualificationUntil",
      r.active, r.note, r.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name)
        from contractor_worker w join staff s on s.organization_id = w.organization_id and s.id = w.staff_id
        where w.organization_id = r.organization_id and w.contractor_id = r.id), '[]') as workers
    from contractor r
    where ${[`r.organization_id = ${p.add(tx.organizationId)}`, ...conditions].join(' and ')} ${tail}`),
    p.values,
  )
}

const today = (actor: Actor, now: Date) => formatDay(dayOf(now.getTime(), actor.timeZone))

/** A contract and a qualification hold to the end of their last day; without one nothing is said to have run out. */
const present =
  (tx: Tx, cipher: Cipher, day: string) =>
  ({ createdAt: _, contactSealed, wrappedKey, ...row }: Row): Contractor => {
    const contact = openContact(cipher, tx.organizationId, { id: row.id, contactSealed, wrappedKey })
    return {
      ...row,
      contactName: contact.name,
      contactPhone: contact.phone,
      contractExpired: row.contractUntil !== null && row.contractUntil < day,
      qualificationExpired: row.qualificationUntil !== null && row.qualificationUntil < day,
    }
  }

/** Contractors, newest first. */
export async function listContractors(
  tx: Tx,
  actor: Actor,
  cipher: Cipher,
  query: z.output<typeof contractorQuery>,
  now: Date,
): Promise<Page<Contractor>> {
  assertMay(actor, 'contractors.read')
  const p = new Params()
  const day = today(actor, now)
  const conditions = searched(query.q, p, 'r.name', 'r.qualification')
  if (query.trade) conditions.push(`${p.add(query.trade)} = any(r.trades)`)
  if (query.active !== undefined) conditions.push(`r.active = ${p.add(query.active)}`)
  if (query.expired !== undefined)
    conditions.push(
      `${query.expired ? '' : 'not '}(coalesce(r.contract_until < ${p.add(day)}::date, false)
        or coalesce(r.qualification_until < ${p.add(day)}::date, false))`,
    )
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(r.created_at, r.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const tail = `order by r.created_at desc, r.id desc limit ${rowsFor(query.limit)}`
  const rows = await select(tx, p, conditions, tail)
  return pageOf(rows, query.limit, ({ createdAt, id }) => ({ at: createdAt, id }), present(tx, cipher, day))
}

/** @throws DomainError `access.forbidden`, `http.notFound` */
export async function getContractor(tx: Tx, actor: Actor, cipher: Cipher, id: string, now: Date): Promise<Contractor> {
  assertMay(actor, 'contractors.read')
  const p = new Params()
  const [row] = await select(tx, p, [`r.id = ${p.add(id)}::uuid`], '')
  if (!row) throw new DomainError('http.notFound')
  return present(tx, cipher, today(actor, now))(row)
}
