import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { DomainError } from '#kernel'

/** No gateway has such an address, but the services that a cloud keeps for its own machines do (169.254.169.254). */
const forbidden = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  forbidden.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
] as const)
  forbidden.addSubnet(net, prefix, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const within = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** The host of a URL as a name or an address, without the brackets of IPv6. */
export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

/** Whether this server may send to an address; over plain HTTP to this machine alone. */
const allowed = (address: string, plain: boolean) =>
  !within(forbidden, address) && (!plain || within(loopback, address))

/**
 * The address of a gateway as the administrator gives it. Networks of the company's own are allowed, since nobody else
 * can set it; plain HTTP only on this machine.
 * @throws DomainError `http.invalid` naming the field `url`
 */
export function readTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash)
    throw fault('gateways.badUrl')
  const host = hostOf(url)
  const address = isIP(host) > 0
  if (address && within(forbidden, host)) throw fault('gateways.forbiddenAddress')
  const here = host === 'localhost' || (address && within(loopback, host))
  if (url.protocol === 'http:' && !here) throw fault('gateways.insecure')
  return url
}

const fault = (code: string) => new DomainError('http.invalid', { count: 1 }, [{ path: 'url', code }])

/** Refused before a connection is made, whatever the name stands for by now. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/** Whether `host`, when it is an address and no name, may be connected to; names are judged by {@link guardedLookup}. */
export function assertAddress(host: string, plain: boolean): void {
  if (isIP(host) > 0 && !allowed(host, plain)) throw new AddressRefused(host)
}

/** Looks names up like Node does, and gives only addresses that may be connected to. */
export const guardedLookup =
  (plain: boolean): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const usable = error ? [] : found.filter(({ address }) => allowed(address, plain))
      const first = usable[0]
      if (error) done(error, [])
      else if (!first) done(new AddressRefused(host), [])
      else if (options.all) done(null, usable)
      else done(null, first.address, first.family)
    })
  }
