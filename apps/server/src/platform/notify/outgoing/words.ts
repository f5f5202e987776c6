import type { Locale } from '@sims/contracts'
import type { Composed } from './compose.ts'

const several = {
  'zh-CN': {
    title: '您有 {count} 条新通知',
    joined: '；',
    short: '【{organization}】您有 {count} 条新通知：{titles}。查看：{link}',
  },
  en: {
    title: '{count} new notices',
    joined: '; ',
    short: '[{organization}] {count} new notices: {titles}. See {link}',
  },
} as const
const one = {
  'zh-CN': '【{organization}】{body} {link}',
  en: '[{organization}] {body} {link}',
} as const satisfies Record<Locale, string>
/** Beyond this a text message is many; the page shows the rest. */
const TITLES = 5

/** One title and body: of the notice, or of all that waited together. */
export function wordsOf({ notices, locale }: Composed): { title: string; body: string } {
  const [first] = notices as [Composed['notices'][number]]
  if (notices.length === 1) return first
  const title = filled(several[locale].title, { count: String(notices.length) })
  return { title, body: notices.map((notice) => `${notice.title}\n${notice.body}`).join('\n\n') }
}

/** A text message, or one by WeChat: its template, what fills it in, and the whole text. */
export function shortMessage(content: Composed): { template: string; params: Record<string, string>; text: string } {
  const { notices, organization, locale, link } = content
  const [first] = notices as [Composed['notices'][number]]
  if (notices.length === 1) {
    const params = { ...first.params, title: first.title, organization, link }
    return { template: first.kind, params, text: filled(one[locale], { ...params, body: first.body }) }
  }
  const titles = notices
    .slice(0, TITLES)
    .map(({ title }) => title)
    .join(several[locale].joined)
  const params = { count: String(notices.length), titles, organization, link }
  return { template: 'several', params, text: filled(several[locale].short, params) }
}

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
