/** A telephone number in pieces. */
export type Phone = {
  kind: 'mobile' | 'landline' | 'service' | 'foreign'
  /** What is compared and dialled: digits only (a foreign number starts with +), no extension. */
  number: string
  /** Of a landline: `010`, `0571`; empty when none was given. */
  areaCode: string
  extension: string
}

const MOBILE = /^1[3-9]\d{9}$/
// 010 and 02x have three digits, all others four
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-8]\d{6,7})$/
const LOCAL = /^[2-8]\d{6,7}$/
const SERVICE = /^(?:[48]00\d{7}|1\d{2}|1[02]\d{3}|9[56]\d{3,4})$/
const EXTENSION = /(?:转|分机|ext\.?|x|#)\s*(\d{1,6})$/i
// after a whole landline a dash and up to five digits are an extension: 0571-88881234-801
const DASH_EXTENSION = /^((?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{6,7})-(\d{1,5})$/

/**
 * Reads a number as people write it: +86, 0086, spaces, dashes, brackets, full-width digits, extensions, a landline
 * without its area code, service numbers such as 400…, 95598, 110.
 * @returns undefined for what is not a telephone number
 */
export function parsePhone(text: string): Phone | undefined {
  let rest = text
    .normalize('NFKC')
    .replace(/[‐-―−–—]/g, '-')
    .trim()
  let extension = ''
  const tail = EXTENSION.exec(rest)
  if (tail) {
    extension = tail[1] ?? ''
    rest = rest.slice(0, tail.index).replace(/[\s,;-]+$/, '')
  } else {
    const dashed = DASH_EXTENSION.exec(rest)
    if (dashed) [, rest, extension] = dashed as unknown as [string, string, string]
  }
  if (!/^\(?\+?[\d\s().-]+$/.test(rest)) return undefined
  let digits = rest.replace(/[^\d+]/g, '').replace(/^00(?=[1-9])/, '+')
  if (digits.startsWith('+86')) digits = national(digits.slice(3))
  else if (/^86(?:1[3-9]\d{9}|0?(?:10|[2-9]\d{1,2})[2-8]\d{6,7})$/.test(digits) && digits.length > 11)
    digits = national(digits.slice(2))
  else if (/^01[3-9]\d{9}$/.test(digits)) digits = digits.slice(1)

  if (MOBILE.test(digits)) return { kind: 'mobile', number: digits, areaCode: '', extension }
  const land = LANDLINE.exec(digits)
  if (land) return { kind: 'landline', number: digits, areaCode: land[1] ?? '', extension }
  if (LOCAL.test(digits)) return { kind: 'landline', number: digits, areaCode: '', extension }
  if (SERVICE.test(digits)) return { kind: 'service', number: digits, areaCode: '', extension }
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return { kind: 'foreign', number: digits, areaCode: '', extension }
  return undefined
}

/** The number that is stored, compared and dialled; undefined for what is no telephone number. See {@link parsePhone}. */
export function normalizePhone(text: string): string | undefined {
  return parsePhone(text)?.number
}

/** The number of a phone that can receive text messages, as dialled; undefined for a landline or no number at all. */
export function textableNumber(text: string): string | undefined {
  const phone = parsePhone(text)
  return phone?.kind === 'mobile' || phone?.kind === 'foreign' ? phone.number : undefined
}

/** Whether `text` is a mobile number of mainland China, in whatever way it is written. */
export function isMobile(text: string): boolean {
  return parsePhone(text)?.kind === 'mobile'
}

/** What follows +86: mobile numbers as they are, landlines with the 0 that is left out abroad. */
function national(digits: string): string {
  if (MOBILE.test(digits) || digits.startsWith('0') || SERVICE.test(digits)) return digits
  return /^(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(digits) ? `0${digits}` : digits
}
