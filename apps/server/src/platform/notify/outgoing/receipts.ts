import type { Receipt } from '@sims/contracts'
import { DomainError } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import { type Gateways, isSigned } from '#platform/gateway'
import type { Http } from '#platform/http'

const note = statement(
  'delivery_receipt',
  `update delivery set state = $4, next_at = null,
     delivered_at = case when $4 = 'delivered' then $5::timestamptz else delivered_at end,
     sent_at = coalesce(sent_at, $5), last_error = $6
   where organization_id = $1 and id = $2 and channel = $3
     and (state in ('waiting', 'sent') or (state = 'failed' and $4 = 'delivered'))`,
)

/**
 * Receipts of gateways, each signed like a message to it. One may come before we have noted that the message left, and
 * then says so; what was delivered stays so, so that a receipt that comes again changes nothing.
 */
export function receiptRoutes(http: Pick<Http, 'on'>, { db, gateways }: { db: Db; gateways: Gateways }): void {
  http.on('receiveReceipt', async ({ params: { channel, organizationId }, body, request, now }) => {
    const target = await db.read(organizationId, (tx) => gateways.of(tx, channel))
    const bytes = request.rawBody ?? Buffer.alloc(0)
    if (!target || !isSigned(target, request.headers, bytes, now)) throw new DomainError('gateways.badSignature')
    await db.transaction(organizationId, async (tx) => noteReceipt(tx, channel, body))
    return null
  })
}

function noteReceipt(tx: Tx, channel: string, { id, state, reason, at }: Receipt): void {
  tx.queue(note, [
    tx.organizationId,
    id,
    channel,
    state,
    new Date(at),
    state === 'failed' ? (reason ?? 'unknown') : null,
  ])
}
