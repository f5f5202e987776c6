import { BlockList, isIP } from 'node:net'

/** An address or a range of them as people write it, in CIDR form; null when it is neither. */
export function readRange(text: string): string | null {
  const [address = '', prefix, ...more] = text.trim().split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return null
  const longest = family === 4 ? 32 : 128
  if (prefix === undefined) return `${address}/${longest}`
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest ? `${address}/${Number(prefix)}` : null
}

/** Whether an address lies in one of some ranges; in none of them when there is none. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/')
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4')
  }
  // an IPv4 caller of a server that listens on both comes as ::ffff:192.0.2.1, which the list knows as 192.0.2.1
  return isIP(address) > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
