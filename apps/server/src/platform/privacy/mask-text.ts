import type { Actor } from '#kernel'
import { maskBankCard, maskEmail, maskIdNumber, maskPhone, maskPlate } from './mask.ts'

// Every pattern is matched against a shadow of the text in which look-alikes (full-width, dashes, Chinese numerals) are
// plain; the shadow has the same length, so a match says what to replace in the text itself. Quantifiers are bounded or
// anchored by a look-behind: no input makes them slow.

type Rule = { pattern: RegExp; mask: (found: string) => string; accept?: (found: string) => boolean }

const RULES: Rule[] = [
  { pattern: /(?<![\w.%+-])[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, mask: maskEmail },
  {
    // 18 characters with a plausible date of birth, or ending in X
    pattern:
      /(?<![\dA-Za-z])[1-9]\d{5}[ -]?(?:(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]|\d{8}[ -]?\d{3}[Xx])(?![\dA-Za-z])/g,
    mask: (id) => maskIdNumber(id),
  },
  {
    pattern: /(?<![\dA-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])/g,
    mask: (id) => maskIdNumber(id),
  },
  {
    pattern: /(?<![\dA-Za-z])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])/g,
    mask: maskBankCard,
    accept: isLuhn,
  },
  {
    pattern:
      /(?<!\d)(?:(?:\+|00)?86[\s-]?)?0?1[3-9]\d(?:[\s.-]?\d{4}[\s.-]?\d{4}|[\s.-]\d{3}[\s.-]\d{5}|\d[\s.-]\d{3}[\s.-]\d{4})(?!\d)/g,
    mask: maskPhone,
  },
  {
    pattern: /(?<!\d)(?:\+86[\s-]?)?\(?0(?:10|2\d|[3-9]\d{2})\)?[\s-]?[2-8]\d{2,3}[\s-]?\d{4}(?!\d)/g,
    mask: maskPhone,
  },
  {
    // a landline without its area code looks like any number: only where the text says that it is one
    pattern: /(?<=(?:电话|座机|固话|联系方式|[Tt]el|TEL|[Pp]hone)[^\d\n]{0,4})[2-8]\d{6,7}(?!\d)/g,
    mask: maskPhone,
  },
  {
    pattern: /(?<=(?:护照|通行证|居住证|证件|[Pp]assport)[^\dA-Za-z\n]{0,6})[A-Za-z]{0,2}\d{7,10}(?!\d)/g,
    mask: (id) => maskIdNumber(id),
  },
  {
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][ ·•・]?(?=[A-Za-z]{0,5}\d)[0-9A-Za-z]{5,6}(?![0-9A-Za-z])/g,
    mask: maskPlate,
  },
]

const NUMERALS = new Map([...'〇零○一二三四五六七八九幺'].map((sign, i) => [sign, '0001234567891'[i] as string]))

/** Full-width forms and dashes as ASCII; one UTF-16 unit for one. */
function plain(text: string): string {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[‐-―−]/g, '-')
}

const withNumerals = (text: string) =>
  plain(text).replace(/[〇零○一二三四五六七八九幺]/g, (sign) => NUMERALS.get(sign) as string)

/**
 * Masks what identifies people inside free text (a work order's note, a log line, a snippet): telephone numbers, identity
 * documents, bank cards, e-mail addresses and number plates, also in full-width digits or Chinese numerals. Names and
 * addresses in running text are not found.
 */
export function maskText(text: string): string {
  let masked = text
  // Chinese numerals come second: 第一13812345678 would otherwise read as one longer number
  for (const shadowOf of [plain, withNumerals]) for (const rule of RULES) masked = apply(rule, masked, shadowOf)
  return masked
}

/** Free text for whoever reads a record: to another system it goes masked, for it leaves the company's own hands. */
export const textFor = ({ kind }: Pick<Actor, 'kind'>): ((text: string) => string) =>
  kind === 'apiKey' ? maskText : (text) => text

function apply({ pattern, mask, accept }: Rule, text: string, shadowOf: (text: string) => string): string {
  let out = ''
  let done = 0
  for (const match of shadowOf(text).matchAll(pattern)) {
    const found = match[0]
    if (accept && !accept(found)) continue
    out += text.slice(done, match.index) + mask(found)
    done = match.index + found.length
  }
  return done === 0 ? text : out + text.slice(done)
}

/** The check digit of bank cards (ISO/IEC 7812-1 annex B): tells a card from a serial number nine times in ten. */
function isLuhn(text: string): boolean {
  let sum = 0
  const digits = [...text.replace(/\D/g, '')].reverse()
  for (const [i, digit] of digits.entries()) {
    const value = Number(digit) * (i % 2 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
