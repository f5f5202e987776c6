import type { Locale } from '@sims/contracts'

export interface MailContent {
  organization: string
  title: string
  body: string
  /** absolute */
  link: string
  locale: Locale
}

const frame = {
  'zh-CN': {
    subject: '【{organization}】{title}',
    greeting: '您好：',
    link: '查看详情',
    footer: '此邮件由系统自动发送，请勿直接回复。如需帮助，请联系物业服务中心。',
  },
  en: {
    subject: '[{organization}] {title}',
    greeting: 'Hello,',
    link: 'See details',
    footer: 'This mail was sent automatically; please do not reply. For help, contact the service centre.',
  },
} as const

/** Subject, plain text and HTML of a notice by mail. */
export function mailText({ organization, title, body, link, locale }: MailContent) {
  const words = frame[locale]
  const subject = words.subject.replace('{organization}', () => organization).replace('{title}', () => title)
  const text = [words.greeting, body, `${words.link}: ${link}`, `${organization}\n${words.footer}`].join('\n\n')
  const html = [
    `<!doctype html><html lang="${locale}"><meta charset="utf-8">`,
    '<body style="font:16px/1.7 sans-serif;color:#1f2329;max-width:36em;margin:1.5em auto;padding:0 1em">',
    `<h1 style="font-size:1.15em">${escapeHtml(title)}</h1>`,
    `<p>${words.greeting}</p><p style="white-space:pre-line">${escapeHtml(body)}</p>`,
    `<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:.5em 1.2em;border-radius:6px;background:#0b6470;color:#fff;text-decoration:none">${words.link}</a></p>`,
    `<p style="color:#646a73;font-size:.85em">${escapeHtml(organization)}<br>${words.footer}</p>`,
    '</body></html>',
  ].join('\n')
  return { subject, text, html }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
