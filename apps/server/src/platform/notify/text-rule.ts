import { type Names, type NoticeText, noticeText, placeholderSamples, placeholdersOf } from '@sims/contracts'
import { type FieldFault, fill } from '#kernel'
import type { Tx } from '#platform/db'
import { checkedOnce, currentRules, type KindOfRule, type Rule, rulesById } from '#platform/regulations'
import { noticeKind, noticeKinds } from './kinds.ts'
import { textFaults } from './text-faults.ts'

/** The rule kind of what notices say; the key is the kind of notice. */
export const TEXT = 'text'

/** The texts that come with the product. */
export const DEFAULT_TEXTS: ReadonlyMap<string, NoticeText> = new Map(
  [...noticeKinds].map(([key, { title, body, mail }]) => [key, { title, body, mail }]),
)

const order = [...noticeKinds.keys()]

/** Texts of notices: one for each kind, always. */
export const textRule: KindOfRule<'text'> = {
  kind: TEXT,
  needed: true,
  keys: order,
  names: ({ title }, key) => sampled(title, key),
  group: (_, key) => noticeKinds.get(key)?.group ?? null,
  sort: (_, key) => order.indexOf(key),
  check: async (_, content, { key }): Promise<FieldFault[]> => textFaults(content, key),
}

/** As somebody reads it: what is filled in stands there with an example. */
export function sampled(text: Names, key: string): Names {
  const { allowed } = placeholdersOf(key)
  const values = (locale: keyof Names) =>
    Object.fromEntries(allowed.map((name) => [name, placeholderSamples[name][locale]]))
  return { 'zh-CN': fill(text['zh-CN'], values('zh-CN')), en: fill(text.en, values('en')) }
}

const textOfRule = checkedOnce<NoticeText>(noticeText)

/** What a notice says, with the id of the version; null: the product's own, where the company has published none. */
export type TextInForce = NoticeText & { id: string | null }

const productText = (kind: string): TextInForce => ({ ...noticeKind(kind), id: null })
const companyText = (rule: Rule): TextInForce => ({ ...textOfRule(rule), id: rule.id })

/** The texts in force at `now`, by kind of notice. @throws Error for a kind without a text */
export async function currentTexts(tx: Tx, now: Date): Promise<(kind: string) => TextInForce> {
  const rules = await currentRules(tx, TEXT, now)
  return (kind) => {
    const rule = rules.get(kind)
    return rule ? companyText(rule) : productText(kind)
  }
}

interface Written {
  kind: string
  params: { text?: unknown }
}

/**
 * The texts by which notices were written: each names its version. One from before texts were rules has the product's.
 */
export async function textsOf(tx: Tx, notices: readonly Written[]): Promise<(notice: Written) => NoticeText> {
  const ids = notices.flatMap(({ params }) => (typeof params.text === 'string' ? [params.text] : []))
  const rules = new Map((await rulesById(tx, ids)).map((rule) => [rule.id, rule]))
  return ({ kind, params }) => {
    const rule = rules.get(String(params.text))
    return rule ? companyText(rule) : productText(kind)
  }
}
