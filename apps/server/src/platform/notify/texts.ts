import type { Locale, Names, NoticeText, Placeholder } from '@sims/contracts'
import { fill, parseInstant } from '#kernel'

/** What a notice says of its record, as its module describes it. */
export interface Described {
  /** as people quote it, such as BX100234 */
  number: string
  /** kind of request, or work order */
  kind: Names
  category: Names
  place: string
}

export interface NoticeContent {
  /** by which it was written */
  text: Pick<NoticeText, 'title' | 'body'>
  /** null: about no record */
  record: Described | null
  params: Record<string, unknown>
}

/** Title and body in a language; times in the organization's zone. Made whenever somebody reads, never stored. */
export function noticeWords(notice: NoticeContent, locale: Locale, zone: string): { title: string; body: string } {
  const { title, body } = notice.text
  const values = valuesOf(notice, locale, zone)
  return { title: fill(title[locale], values), body: fill(body[locale], values) }
}

/** What fills in a text, without what is empty; for templates that somebody else keeps. */
export const noticeParams = (notice: NoticeContent, locale: Locale, zone: string): Record<string, string> =>
  Object.fromEntries(Object.entries(valuesOf(notice, locale, zone)).filter(([, value]) => value !== ''))

function valuesOf({ record, params }: NoticeContent, locale: Locale, zone: string): Record<Placeholder, string> {
  const { clock, dueAt, level, call, year, process, until, home, relation, hook } = params
  return {
    number: record?.number ?? '',
    kind: record?.kind[locale] ?? '',
    category: record?.category[locale] ?? '',
    place: record?.place ?? '',
    clock: (clock as Names | undefined)?.[locale] ?? '',
    due: typeof dueAt === 'string' ? dueText(dueAt, locale, zone) : '',
    level: String(level ?? ''),
    call: String(call ?? ''),
    year: String(year ?? ''),
    process: (process as Names | undefined)?.[locale] ?? '',
    until: String(until ?? ''),
    home: String(home ?? ''),
    hook: String(hook ?? ''),
    relation: (relation as Names | undefined)?.[locale] ?? '',
  }
}

/** 3月3日 09:00 · 3 March, 09:00 */
function dueText(dueAt: string, locale: Locale, zone: string): string {
  const at = parseInstant(dueAt)
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone: zone, ...options }).format(at)
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = part({ day: 'numeric', month: 'long' })
  return locale === 'en' ? `${day}, ${time}` : `${day} ${time}`
}
