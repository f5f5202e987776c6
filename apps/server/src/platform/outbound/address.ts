import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** No partner has such an address, but the services that a cloud keeps for its own machines do (169.254.169.254). */
const reserved = listOf(
  ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'],
  ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32'],
)
const loopback = listOf(['127.0.0.0/8'], ['::1/128'])
/** Networks inside a company, this machine, and what only stands for others: examples, translations, tunnels. */
const inner = listOf(
  [
    ...[
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '192.0.0.0/24',
      '198.18.0.0/15',
    ],
    ...['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'],
  ],
  ['::1/128', 'fc00::/7', '64:ff9b::/32', '2001::/32', '2001:db8::/32', '2002::/16', '100::/64'],
)

function listOf(...families: string[][]): BlockList {
  const list = new BlockList()
  for (const range of families.flat()) {
    const [net = '', bits] = range.split('/')
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(net, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const within = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether this server may connect to an address. */
export type Reach = (address: string) => boolean

export const isReserved = (address: string): boolean => within(reserved, address)
export const isLoopback = (address: string): boolean => within(loopback, address)

/** Any network but reserved ones, over plain HTTP this machine alone: for addresses that an operator answers for. */
export const anyNetwork =
  (plain: boolean): Reach =>
  (address) =>
    !isReserved(address) && (!plain || isLoopback(address))

/**
 * The internet, and of the networks inside only those that are named as addresses or CIDR ranges; over plain HTTP only
 * this machine, where it is named. For addresses that anybody might have thought of.
 */
export function publicNetwork(named: readonly string[]): (plain: boolean) => Reach {
  const open = listOf([...named])
  return (plain) => (address) =>
    !isReserved(address) && (!within(inner, address) || within(open, address)) && (!plain || isLoopback(address))
}

/** The host of a URL as a name or an address, without the brackets of IPv6. */
export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

/** Refused before a connection is made, whatever the name stands for by now. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/** Whether `host`, when it is an address and no name, may be connected to; names are judged by {@link guardedLookup}. */
export function assertAddress(host: string, reach: Reach): void {
  if (isIP(host) > 0 && !reach(host)) throw new AddressRefused(host)
}

/** Looks names up like Node does, and gives only addresses that may be connected to. */
export const guardedLookup =
  (reach: Reach): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const usable = error ? [] : found.filter(({ address }) => reach(address))
      const first = usable[0]
      if (error) done(error, [])
      else if (!first) done(new AddressRefused(host), [])
      else if (options.all) done(null, usable)
      else done(null, first.address, first.family)
    })
  }
