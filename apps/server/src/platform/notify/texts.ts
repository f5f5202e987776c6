import type { Locale, Names } from '@sims/contracts'
import { parseInstant } from '#kernel'
import { noticeKind } from './kinds.ts'

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
  kind: string
  /** null: about no record */
  record: Described | null
  params: Record<string, unknown>
}

/** Title and body in a language; times in the organization's zone. Made whenever somebody reads, never stored. */
export function noticeText(notice: NoticeContent, locale: Locale, zone: string): { title: string; body: string } {
  const { title, body } = noticeKind(notice.kind)
  const values = valuesOf(notice, locale, zone)
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { title: fill(title[locale]), body: fill(body[locale]) }
}

function valuesOf({ record, params }: NoticeContent, locale: Locale, zone: string): Record<string, string> {
  const { clock, dueAt, level, call, year, process, until } = params
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
