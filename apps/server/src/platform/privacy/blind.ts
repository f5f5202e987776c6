import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { pinyin } from 'pinyin-pro'
import { normalizePhone, parsePhone } from './phone.ts'
import type { Secrets } from './secrets.ts'

/** What a customer may be found by; both in clear, held in memory only. */
export type Findable = { name?: string | null; phone?: string | null }

/** What to look for: candidates are the rows that hold every one of `tokens`; each is opened and asked {@link matches}. */
export type Search = { kind: 'phone' | 'phoneTail' | 'name' | 'initials'; tokens: number[] }

/**
 * Blind tokens: signed 32-bit numbers, HMAC-SHA-256 under a key of the organization, truncated. They let PostgreSQL find
 * a sealed name or phone without knowing it. Truncation makes unrelated values collide now and then on purpose, which
 * is why the caller verifies. What they give away: that two customers of one organization share a bigram.
 */
export type BlindIndex = {
  /** The whole number and its last four digits; none for what is not a telephone number. */
  phoneTokens(organizationId: string, phone: string): number[]
  /** The whole name, its bigrams of code points, and two and three neighbouring pinyin initials. */
  nameTokens(organizationId: string, name: string): number[]
  /**
   * What a user's query asks for. Digits: a whole number, or else the last four of at least four digits. Han characters:
   * a part of the name (one character: the whole name). Latin letters: pinyin initials, two or more.
   * @returns undefined when the query is too short or too mixed to look for
   */
  searchTokens(organizationId: string, query: string): Search | undefined
}

/** How many organizations' keys stay derived. */
const KEYS = 256
// a longer name adds no tokens: a row stays small whatever somebody pastes
const LONGEST = 40

export function createBlindIndex(secrets: Secrets): BlindIndex {
  const keys = new Map<string, KeyObject>()
  const keyOf = (organizationId: string): KeyObject => {
    let key = keys.get(organizationId)
    if (!key) {
      if (keys.size >= KEYS) keys.clear()
      key = createSecretKey(secrets.derive(`blind:${organizationId}`))
      keys.set(organizationId, key)
    }
    return key
  }
  const tokens = (organizationId: string, kind: string, values: Iterable<string>): number[] => {
    const key = keyOf(organizationId)
    const found = new Set<number>()
    for (const value of values)
      found.add(createHmac('sha256', key).update(`${kind}\0${value}`, 'utf8').digest().readInt32BE(0))
    return [...found]
  }
  const both = (organizationId: string, grams: { name: string[]; initials: string[] }) => [
    ...tokens(organizationId, 'name', grams.name),
    ...tokens(organizationId, 'initials', grams.initials),
  ]

  return {
    phoneTokens(organizationId, phone) {
      const number = normalizePhone(phone)
      if (!number) return []
      return [...tokens(organizationId, 'phone', [number]), ...tokens(organizationId, 'phoneTail', [number.slice(-4)])]
    },
    nameTokens(organizationId, name) {
      const folded = foldName(name).slice(0, LONGEST)
      if (folded.length === 0) return []
      const letters = initialsOf(folded)
      return both(organizationId, {
        name: [`=${folded.join('')}`, ...grams(folded, 2)],
        initials: [...grams(letters, 2), ...grams(letters, 3)],
      })
    },
    searchTokens(organizationId, query) {
      const text = query.normalize('NFKC').trim()
      const digits = digitsOf(text)
      if (digits !== undefined) {
        const phone = parsePhone(text)
        if (phone && (phone.kind !== 'landline' || phone.areaCode) && phone.number.length > 4)
          return { kind: 'phone', tokens: tokens(organizationId, 'phone', [phone.number]) }
        if (digits.length < 4) return undefined
        return { kind: 'phoneTail', tokens: tokens(organizationId, 'phoneTail', [digits.slice(-4)]) }
      }
      const folded = foldName(query).slice(0, LONGEST)
      if (folded.length === 0) return undefined
      if (folded.every((letter) => /^[a-z]$/.test(letter))) {
        if (folded.length < 2) return undefined
        return {
          kind: 'initials',
          tokens: tokens(organizationId, 'initials', grams(folded, folded.length < 3 ? 2 : 3)),
        }
      }
      const parts = folded.length === 1 ? [`=${folded[0]}`] : grams(folded, 2)
      return { kind: 'name', tokens: tokens(organizationId, 'name', parts) }
    },
  }
}

/**
 * Whether a decrypted candidate is what the query asked for, by the rules of {@link BlindIndex.searchTokens}: a number
 * equal to it or ending in it, a name containing it, or initials containing it (a Latin name: containing the letters).
 */
export function matches(query: string, { name, phone }: Findable): boolean {
  const text = query.normalize('NFKC').trim()
  const digits = digitsOf(text)
  if (digits !== undefined) {
    const number = phone ? normalizePhone(phone) : undefined
    if (!number) return false
    return number === normalizePhone(text) || (digits.length >= 4 && number.endsWith(digits))
  }
  const wanted = foldName(query)
  if (!name || wanted.length === 0) return false
  const folded = foldName(name)
  if (wanted.length === 1) return folded.length === 1 && folded[0] === wanted[0]
  return folded.join('').includes(wanted.join('')) || initialsOf(folded).join('').includes(wanted.join(''))
}

/**
 * A phone as a keyed hash, for the one lookup that comes before any organization is known (a resident logs in).
 * @returns 32 bytes; undefined for what is no telephone number
 */
export function phoneHash(secrets: Secrets, phone: string): Buffer | undefined {
  const number = normalizePhone(phone)
  return number ? createHmac('sha256', secrets.derive('phone-hash')).update(number).digest() : undefined
}

/** The digits of a query that holds nothing but a number and its punctuation; undefined for anything else. */
const digitsOf = (text: string) => (/^\+?[\d\s().-]*\d[\d\s().-]*$/.test(text) ? text.replace(/\D/g, '') : undefined)

/** Code points without spaces and dots, in one case, so that 买买提·艾力 is found with any dot or none. */
function foldName(name: string): string[] {
  return [
    ...name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s·・•‧･.]/g, ''),
  ]
}

/** The initial of each Han character (surnames read as surnames: 单 s, 仇 q) and each letter of the others. */
function initialsOf(folded: string[]): string[] {
  const text = folded.join('')
  const read = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' })
  return read.map((letter) => letter.toLowerCase()).filter((letter) => /^[a-z]$/.test(letter))
}

function grams(letters: string[], size: number): string[] {
  const found: string[] = []
  for (let i = 0; i + size <= letters.length; i++) found.push(letters.slice(i, i + size).join(''))
  return found
}
