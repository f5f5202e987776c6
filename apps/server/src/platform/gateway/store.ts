import type { GatewayChannel } from '@sims/contracts'
import { statement, type Tx } from '#platform/db'
import { bindTo, type Cipher } from '#platform/privacy'

export interface GatewayRow {
  channel: GatewayChannel
  url: string
  keyId: string
  wrappedKey: Buffer
  keySealed: Buffer
  changedAt: Date
}

const COLUMNS = `channel, url, key_id as "keyId", wrapped_key as "wrappedKey", key_sealed as "keySealed",
   changed_at as "changedAt"`
const all = statement('gateway_all', `select ${COLUMNS} from gateway where organization_id = $1`)
const locked = statement(
  'gateway_locked',
  `select ${COLUMNS} from gateway where organization_id = $1 and channel = $2 for update`,
)
const put = statement(
  'gateway_put',
  `insert into gateway (organization_id, channel, url, key_id, wrapped_key, key_sealed, changed_at)
   values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (organization_id, channel) do update set url = excluded.url, key_id = excluded.key_id,
     wrapped_key = excluded.wrapped_key, key_sealed = excluded.key_sealed, changed_at = excluded.changed_at`,
)
const remove = statement('gateway_remove', 'delete from gateway where organization_id = $1 and channel = $2')

export const gatewayRows = (tx: Tx): Promise<GatewayRow[]> => tx.query(all, [tx.organizationId])

export async function lockGateway(tx: Tx, channel: GatewayChannel): Promise<GatewayRow | undefined> {
  return (await tx.query<GatewayRow>(locked, [tx.organizationId, channel]))[0]
}

export function putGateway(tx: Tx, row: GatewayRow): void {
  const { channel, url, keyId, wrappedKey, keySealed, changedAt } = row
  tx.queue(put, [tx.organizationId, channel, url, keyId, wrappedKey, keySealed, changedAt])
}

export const removeGatewayRow = (tx: Tx, channel: GatewayChannel): void =>
  void tx.queue(remove, [tx.organizationId, channel])

/** A key sealed for its row; copied to another organization or channel it does not open. */
export function sealKey(cipher: Cipher, organizationId: string, channel: GatewayChannel, text: string) {
  const { wrapped, key } = cipher.newDataKey()
  return { wrappedKey: wrapped, keySealed: cipher.seal(key, text, placeOf(organizationId, channel)) }
}

/** The shared secret in clear, for the moment of signing. */
export const openKey = (cipher: Cipher, organizationId: string, row: GatewayRow): string =>
  cipher.open(cipher.unwrap(row.wrappedKey), row.keySealed, placeOf(organizationId, row.channel))

const placeOf = (organizationId: string, channel: GatewayChannel) =>
  bindTo('gateway.key_sealed', organizationId, channel)
