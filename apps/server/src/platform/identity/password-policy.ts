import { pinyin } from 'pinyin-pro'
import { COMMON_WORDS, KEY_WALKS } from './common-words.ts'

export const MIN_LENGTH = 10
/** Different characters that must remain when the words, walks and years that everybody uses are taken away. */
const MIN_OWN = 4

/** Whose password it is; none of it may be a part of the password. */
export interface Owner {
  account: string
  name: string
  phone?: string | null
  organization?: string
}

/**
 * Whether a password is good enough: at least ten characters of four classes (GB/T 22239 as it is assessed), nothing of
 * its owner, not built of what everybody uses. Characters are counted as people see them (code points).
 */
export function isStrong(password: string, owner: Owner): boolean {
  const text = password.normalize('NFKC')
  const classes = [/[A-Z]/, /[a-z]/, /\d/, /[\p{P}\p{S} ]/u]
  if ([...text].length < MIN_LENGTH || !classes.every((one) => one.test(text))) return false
  const folded = text.toLowerCase()
  if (wordsOf(owner).some((word) => folded.includes(word))) return false
  return ownPart(text) >= MIN_OWN
}

/** What identifies the owner, as it would appear in a password: the name also in pinyin. */
function wordsOf({ account, name, phone, organization }: Owner): string[] {
  const romanized = /\p{Script=Han}/u.test(name)
    ? pinyin(name, { toneType: 'none', type: 'array', surname: 'head' }).join('')
    : ''
  const words = [account, name, romanized, phone ?? '', organization ?? '']
  return words
    .map((word) => word.normalize('NFKC').toLowerCase().replace(/\s+/g, ''))
    .filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : 3))
}

const SHIFTED = new Map([...'!@#$%^&*()_+{}:"|<>?'].map((sign, i) => [sign, [..."1234567890-=[];'\\,./"][i] as string]))
const LEET = new Map([...'@4301!5$7+'].map((sign, i) => [sign, [...'aaeoiisstt'][i] as string]))
const reversed = (text: string) => [...text].reverse().join('')
const WALKS = [...KEY_WALKS, ...KEY_WALKS.map(reversed)]
const YEARS = /(?:19|20)\d{2}(?:0?[1-9]|1[0-2])?(?:0[1-9]|[12]\d|3[01])?/g

/**
 * How many different letters and digits are left when everything guessable is covered: words (also with signs and
 * digits for letters), years and dates, walks over the keyboard (also with the shift key held).
 */
function ownPart(text: string): number {
  const lower = text.toLowerCase()
  const read = (signs: Map<string, string>) => [...lower].map((sign) => signs.get(sign) ?? sign).join('')
  const covered = new Set<number>()
  const cover = (at: number, length: number) => {
    for (let i = at; i < at + length; i++) covered.add(i)
  }
  for (const view of [lower, read(LEET)])
    for (const word of COMMON_WORDS)
      for (let at = view.indexOf(word); at >= 0; at = view.indexOf(word, at + 1)) cover(at, word.length)
  for (const year of lower.matchAll(YEARS)) cover(year.index, year[0].length)
  for (const view of [lower, read(SHIFTED)])
    for (let at = 0; at < view.length; at++) {
      const length = walkFrom(view, at)
      if (length >= 3) cover(at, length)
    }
  return new Set(lower.split('').filter((sign, i) => !covered.has(i) && /[\p{L}\p{N}]/u.test(sign))).size
}

/** How many characters from `at` on lie on one walk. */
function walkFrom(text: string, at: number): number {
  let length = 0
  while (at + length < text.length && WALKS.some((walk) => walk.includes(text.slice(at, at + length + 1)))) length++
  return length
}
