import { newToken } from '#platform/privacy'

/** What an API key begins with: whoever finds one in a file or a log sees at once what it is. */
const SHAPE = /^sims_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/
const HINT = 4

/** The key's id and secret; null when it has not the form of one. */
export function readKey(token: string): { id: string; secret: string } | null {
  const [, hex, secret] = SHAPE.exec(token) ?? []
  if (!hex || !secret) return null
  return { id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret }
}

/** A new secret for a key: the whole token for its holder, what is stored of it, and the signs that may be shown. */
export function newSecret(id: string): { token: string; hash: Buffer; hint: string } {
  const { token: secret, hash } = newToken()
  return { token: `${beginning(id)}${secret}`, hash, hint: secret.slice(0, HINT) }
}

/** How a key's token begins, with the signs that may be shown. */
export const prefixOf = (id: string, hint: string): string => `${beginning(id)}${hint}`

const beginning = (id: string) => `sims_${id.replaceAll('-', '')}_`
