import type { Names, NoticeTopic } from '@sims/contracts'

/** A kind of notice as it comes with the product; title, body and mail are where a company's own text begins. */
export interface NoticeKind {
  title: Names
  body: Names
  /** leaves the app too, by the channels that people want; the others are for those who sit before the screen anyway */
  mail: boolean
  /** the page that the mail leads members of staff to; residents have the mobile web only */
  page: 'desk' | 'mobile'
  /** where it differs from that of its group */
  topic?: NoticeTopic
  /** somebody must act at once: it passes quiet hours and daily caps */
  urgent?: true
  /** about the organization instead of one record: told once for each value of this param */
  once?: string
}

type Texts = [title: string, body: string]

export const kind = (zh: Texts, en: Texts, more: Partial<NoticeKind> = {}): NoticeKind => ({
  title: { 'zh-CN': zh[0], en: en[0] },
  body: { 'zh-CN': zh[1], en: en[1] },
  mail: true,
  page: 'desk',
  ...more,
})
