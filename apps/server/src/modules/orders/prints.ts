import type { Printed } from '@sims/contracts'
import { formatInstant } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'

const counted = statement(
  'order_prints_counted',
  `select order_id as "orderId", max(copy) as copies from order_print
   where organization_id = $1 and order_id = any($2) group by order_id`,
)

/** How many copies there are of some orders, which the caller holds locked. */
export async function copiesOf(tx: Tx, orderIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ orderId: string; copies: number }>(counted, [tx.organizationId, orderIds])
  return new Map(rows.map(({ orderId, copies }) => [orderId, copies]))
}

const insert = statement(
  'order_prints_insert',
  `insert into order_print (organization_id, order_id, copy, print_id, printed_by, printed_at)
   select $1, r.*, $4, $5, $6 from unnest($2::uuid[], $3::int[]) r`,
)

export interface Copy {
  orderId: string
  /** 1: the original */
  copy: number
}

export function insertPrints(
  tx: Tx,
  copies: readonly Copy[],
  { printId, printedBy, printedAt }: { printId: string; printedBy: string; printedAt: Date },
): void {
  const [orders, numbers] = unnested(
    copies,
    ({ orderId }) => orderId,
    ({ copy }) => copy,
  )
  tx.queue(insert, [tx.organizationId, orders, numbers, printId, printedBy, printedAt])
}

const ofPrint = statement(
  'order_prints_of_print',
  `select order_id as "orderId", copy, printed_at as "printedAt" from order_print
   where organization_id = $1 and order_id = any($2) and print_id = $3 and printed_by = $4`,
)

/** What one print of somebody put on paper. */
export const copiesOfPrint = (tx: Tx, orderIds: readonly string[], printId: string, printedBy: string | null) =>
  tx.query<Copy & { printedAt: Date }>(ofPrint, [tx.organizationId, orderIds, printId, printedBy])

const last = statement(
  'order_printed',
  `select p.copy as copies, p.printed_at as "lastAt", s.name as "lastBy" from order_print p
   join staff s on s.organization_id = p.organization_id and s.id = p.printed_by
   where p.organization_id = $1 and p.order_id = $2 order by p.copy desc limit 1`,
)

/** Whether an order lies on paper somewhere, and since when. */
export async function printedOf(tx: Tx, orderId: string, zone: string): Promise<Printed | null> {
  const [row] = await tx.query<Omit<Printed, 'lastAt'> & { lastAt: Date }>(last, [tx.organizationId, orderId])
  return row ? { ...row, lastAt: formatInstant(row.lastAt.getTime(), zone) } : null
}
