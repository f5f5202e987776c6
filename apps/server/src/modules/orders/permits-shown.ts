import {
  type ListedPermit,
  orderNumberPrefix,
  type Page,
  type PermitKind,
  type PermitStanding,
  type permitQuery,
  type WorkPermit,
} from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, formatInstant } from '#kernel'
import { assertMay } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import type { ProcessDefinition } from '#platform/process'
import { isMeasures, numberOf, type Permit } from './permits.ts'
import type { Presented } from './present.ts'
import { rulesOf } from './process-record.ts'
import { visibleOrders } from './visible.ts'

interface Row extends Permit {
  work: string
  measures: string[]
  guardian: string
  askedByName: string
  askedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decision: string | null
  closedBy: string | null
  closedAt: Date | null
}

const COLUMNS = `m.id, m.number::int as number, m.order_id as "orderId", m.kind, m.state, m.work, m.measures,
  g.name as guardian, m.valid_from as "validFrom", m.valid_to as "validTo", m.asked_by as "askedBy",
  a.name as "askedByName", m.asked_at as "askedAt", d.name as "decidedBy", m.decided_at as "decidedAt", m.decision,
  c.name as "closedBy", m.closed_at as "closedAt"`
const STAFF = `join staff g on g.organization_id = m.organization_id and g.id = m.guardian_id
  join staff a on a.organization_id = m.organization_id and a.id = m.asked_by
  left join staff d on d.organization_id = m.organization_id and d.id = m.decided_by
  left join staff c on c.organization_id = m.organization_id and c.id = m.closed_by`

/** The permits of one order, newest first, as its page shows them. */
export async function permitsShown(
  tx: Tx,
  orderId: string,
): Promise<(definition: ProcessDefinition, ctx: Presented) => WorkPermit[]> {
  const p = new Params()
  const rows = await tx.query<Row>(
    composed(`select ${COLUMNS} from work_permit m ${STAFF}
     where m.organization_id = ${p.add(tx.organizationId)} and m.order_id = ${p.add(orderId)}::uuid
     order by m.asked_at desc, m.id desc`),
    p.values,
  )
  return (definition, ctx) => rows.map((row) => present(row, definition, ctx))
}

type ListRow = Row & {
  orderNumber: number
  category: string
  categoryVersionId: string
  definitionId: string
  communityName: string
  placeName: string
}

/** One page of permits, newest first, of the orders that the actor may see. */
export async function listPermits(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof permitQuery>,
  ctx: Presented,
): Promise<Page<ListedPermit>> {
  assertMay(actor, 'permits.read')
  const p = new Params()
  const conditions = [`m.organization_id = ${p.add(tx.organizationId)}`, visibleOrders(actor, p)]
  // what is open holds a place in the small index of open permits
  if (query.queue !== 'all') conditions.push("m.state in ('asked', 'issued')")
  if (query.queue === 'asked') conditions.push("m.state = 'asked'")
  if (query.queue === 'open') conditions.push("m.state = 'issued'")
  if (query.communityId) conditions.push(`m.community_id = ${p.add(query.communityId)}::uuid`)
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(m.asked_at, m.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const rows = await tx.query<ListRow>(
    composed(`select ${COLUMNS}, o.number as "orderNumber", o.category, o.category_version_id as "categoryVersionId",
       o.definition_id as "definitionId", y.name as "communityName", l.full_name as "placeName"
     from work_permit m ${STAFF}
     join work_order o on o.organization_id = m.organization_id and o.id = m.order_id
     join community y on y.organization_id = o.organization_id and y.id = o.community_id
     join place l on l.organization_id = o.organization_id and l.id = o.place_id
     where ${conditions.join(' and ')} order by m.asked_at desc, m.id desc limit ${rowsFor(query.limit)}`),
    p.values,
  )
  const { definitions, categories } = await rulesOf(tx, rows)
  return pageOf(
    rows,
    query.limit,
    (row) => ({ at: row.askedAt, id: row.id }),
    (row) => ({
      ...present(row, definitions.get(row.definitionId)?.definition, ctx),
      order: {
        id: row.orderId,
        number: `${orderNumberPrefix}${row.orderNumber}`,
        categoryNames: categories.get(row.categoryVersionId)?.names ?? { 'zh-CN': row.category, en: row.category },
        communityName: row.communityName,
        placeName: row.placeName,
      },
    }),
  )
}

function present(row: Row, definition: ProcessDefinition | undefined, { zone, now }: Presented): WorkPermit {
  const at = (moment: Date) => formatInstant(moment.getTime(), zone)
  return {
    id: row.id,
    number: numberOf(row),
    kind: row.kind,
    standing: standingOf(row, now),
    work: row.work,
    measures: measuresOf(definition, row.kind, row.measures),
    guardian: row.guardian,
    validFrom: at(row.validFrom),
    validTo: at(row.validTo),
    askedBy: row.askedByName,
    askedAt: at(row.askedAt),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt && at(row.decidedAt),
    decision: row.decision,
    closedBy: row.closedBy,
    closedAt: row.closedAt && at(row.closedAt),
  }
}

function standingOf({ state, validFrom, validTo }: Permit, now: Date): PermitStanding {
  if (state !== 'issued') return state
  if (now >= validTo) return 'expired'
  return now >= validFrom ? 'inForce' : 'issued'
}

/** The ticked measures in words, as the form says them by which the permit was applied for. */
function measuresOf(definition: ProcessDefinition | undefined, kind: PermitKind, ticked: readonly string[]) {
  const fields = definition?.steps.find(({ verb }) => verb === 'askPermit')?.form ?? []
  const own = fields.filter((field) => isMeasures(field.key) && (!field.if || field.if.in.includes(kind)))
  const options = own.flatMap((field) => field.options ?? [])
  return ticked.map((key) => options.find(({ value }) => value === key)?.names ?? { 'zh-CN': key, en: key })
}
