import type { GatewayChannel, SetGateway } from '@sims/contracts'
import { DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import type { Db } from '#platform/db'
import type { Cipher } from '#platform/privacy'
import { readTarget } from './address.ts'
import { lockGateway, putGateway, removeGatewayRow, sealKey } from './store.ts'

interface Deps {
  db: Db
  cipher: Cipher
}

/**
 * Connects a channel's gateway, or changes it. The key may stay as it is only while the address does: whoever can set
 * an address must not get messages signed for another place.
 * @throws DomainError `http.invalid` naming `url` or `key`
 */
export async function setGateway(
  { db, cipher }: Deps,
  call: CommandCall,
  channel: GatewayChannel,
  form: SetGateway,
): Promise<void> {
  const { actor, now } = call
  assertMay(actor, 'messages.manage')
  const url = readTarget(form.url)
  await command(db, call, {
    name: 'gateways.set',
    recordKind: `gateway.${channel}`,
    recordIds: [actor.organizationId],
    load: (tx) => lockGateway(tx, channel),
    decide: (row, { tx }) => {
      const moved = !row || new URL(row.url).origin !== url.origin
      if (form.key === undefined && moved)
        throw new DomainError('http.invalid', { count: 1 }, [{ path: 'key', code: 'gateways.keyNeeded' }])
      const sealed =
        form.key === undefined && row
          ? { wrappedKey: row.wrappedKey, keySealed: row.keySealed }
          : sealKey(cipher, tx.organizationId, channel, form.key as string)
      putGateway(tx, { channel, url: url.href, keyId: form.keyId, ...sealed, changedAt: now })
    },
  })
}

/** Disconnects a gateway of this organization. @throws DomainError `gateways.setByServer`, `gateways.notConnected` */
export async function removeGateway({ db }: Deps, call: CommandCall, channel: GatewayChannel, byServer: boolean) {
  assertMay(call.actor, 'messages.manage')
  await command(db, call, {
    name: 'gateways.remove',
    recordKind: `gateway.${channel}`,
    recordIds: [call.actor.organizationId],
    load: (tx) => lockGateway(tx, channel),
    decide: (row, { tx }) => {
      if (!row) throw new DomainError(byServer ? 'gateways.setByServer' : 'gateways.notConnected')
      removeGatewayRow(tx, channel)
    },
  })
}
