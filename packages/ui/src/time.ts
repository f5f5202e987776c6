import type { UiLocale } from './i18n.ts'

let zone: string | undefined

/** IANA name of the organization's time zone; until it is known the device's own is used. */
export function setTimeZone(name: string): void {
  zone = name
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: UiLocale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options])
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: zone })
    formats.set(key, made)
  }
  return made
}

/** The calendar day as a number that can be compared and subtracted (days since 1970). */
export function dayNumber(at: Date): number {
  const parts = format('en', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000
}

/** `17:00` */
export const clockTime = (at: Date, locale: UiLocale): string =>
  format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** `今天`, `明天`, `昨天`, `5月3日`, with the year when it is another one. */
export function dayName(at: Date, now: Date, locale: UiLocale): string {
  const near: Record<number, [string, string]> = {
    0: ['今天', 'today'],
    1: ['明天', 'tomorrow'],
    [-1]: ['昨天', 'yesterday'],
  }
  const word = near[dayNumber(at) - dayNumber(now)]
  if (word) return locale === 'en' ? word[1] : word[0]
  const sameYear = format('en', { year: 'numeric' }).format(at) === format('en', { year: 'numeric' }).format(now)
  const month = locale === 'en' ? 'short' : 'long'
  return format(locale, { month, day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
}

/** `今天 17:00`, `today 17:00` */
export const dayAndTime = (at: Date, now: Date, locale: UiLocale): string =>
  `${dayName(at, now, locale)} ${clockTime(at, locale)}`

/** `3 小时 12 分`, `2 天 5 小时`, `8 分钟`; the two largest units, never rounded up. */
export function spanText(milliseconds: number, locale: UiLocale): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const words =
    locale === 'en' ? { d: 'd', h: 'h', m: 'min', only: 'min' } : { d: '天', h: '小时', m: '分', only: '分钟' }
  if (days > 0) return hours > 0 ? `${days} ${words.d} ${hours} ${words.h}` : `${days} ${words.d}`
  if (hours > 0) return rest > 0 ? `${hours} ${words.h} ${rest} ${words.m}` : `${hours} ${words.h}`
  return minutes > 0 ? `${minutes} ${words.only}` : locale === 'en' ? 'under a minute' : '不到 1 分钟'
}

/** `还剩 3 小时 12 分（今天 17:00 前）`, or, once it has passed, `已超时 8 分钟（应于今天 17:00 前）`. */
export function dueText(dueAt: Date, now: Date, locale: UiLocale): string {
  const left = dueAt.getTime() - now.getTime()
  const span = spanText(left, locale)
  const time = clockTime(dueAt, locale)
  const day = dayName(dueAt, now, locale)
  if (locale === 'en')
    return left >= 0 ? `${span} left (by ${time} ${day})` : `${span} overdue (was due ${time} ${day})`
  return left >= 0 ? `还剩 ${span}（${day} ${time} 前）` : `已超时 ${span}（应于${day} ${time} 前）`
}
