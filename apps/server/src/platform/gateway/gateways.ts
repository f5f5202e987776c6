import { GATEWAY_CHANNELS, type GatewayChannel } from '@sims/contracts'
import type { Tx } from '#platform/db'
import type { Cipher } from '#platform/privacy'
import type { Target } from './send.ts'
import { gatewayRows, openKey } from './store.ts'

/** A gateway that the server's settings connect for every organization: `https://key-id:key@host/path`. */
export type ServerGateways = Readonly<Partial<Record<GatewayChannel, string | undefined>>>

export interface Gateways {
  /** Whether messages of a channel can leave for an organization; its own gateway goes before the server's. */
  of(tx: Tx, channel: GatewayChannel): Promise<Target | null>
  /** The channels by which messages can leave for an organization now. */
  connected(tx: Tx): Promise<GatewayChannel[]>
  /** The server's own, for people of whom no organization is known yet. */
  ofServer(channel: GatewayChannel): Target | null
}

export function createGateways({ cipher, server = {} }: { cipher: Cipher; server?: ServerGateways }): Gateways {
  const ofServer = (channel: GatewayChannel) => {
    const text = server[channel]
    return text === undefined ? null : targetOf(text)
  }
  return {
    ofServer,
    connected: async (tx) => {
      const own = (await gatewayRows(tx)).map(({ channel }) => channel)
      return GATEWAY_CHANNELS.filter((channel) => own.includes(channel) || server[channel] !== undefined)
    },
    of: async (tx, channel) => {
      const row = (await gatewayRows(tx)).find((one) => one.channel === channel)
      if (!row) return ofServer(channel)
      return { url: new URL(row.url), keyId: row.keyId, key: openKey(cipher, tx.organizationId, row) }
    },
  }
}

function targetOf(text: string): Target {
  const url = new URL(text)
  const [keyId, key] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  url.username = ''
  url.password = ''
  return { url, keyId, key }
}
