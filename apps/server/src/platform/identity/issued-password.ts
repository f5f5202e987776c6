import { randomInt } from 'node:crypto'
import { isStrong, type Owner } from './password-policy.ts'

// nothing that looks like something else, no vowels that would make words
const LETTERS = 'bcdfghjkmnpqrstvwxz'
const DIGITS = '23456789'
const draw = (from: string, count: number) =>
  Array.from({ length: count }, () => from[randomInt(from.length)] as string).join('')

/** A random password that can be read out and typed, such as `Rwkh-4827-ncvb` (46 bits; it is changed at first use). */
export function randomPassword(owner: Owner): string {
  for (;;) {
    const word = draw(LETTERS, 4)
    const password = `${word[0]?.toUpperCase()}${word.slice(1)}-${draw(DIGITS, 4)}-${draw(LETTERS, 4)}`
    if (isStrong(password, owner)) return password
  }
}
