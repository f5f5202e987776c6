import { BRACED, braced, type Names, type NoticeText, placeholdersOf } from '@sims/contracts'
import type { FieldFault } from '#kernel'

const LOCALES = ['zh-CN', 'en'] as const

const partNames: Record<'title' | 'body', Record<keyof Names, Names>> = {
  title: {
    'zh-CN': { 'zh-CN': '中文标题', en: 'Chinese title' },
    en: { 'zh-CN': '英文标题', en: 'English title' },
  },
  body: {
    'zh-CN': { 'zh-CN': '中文正文', en: 'Chinese text' },
    en: { 'zh-CN': '英文正文', en: 'English text' },
  },
}

/** What keeps the text of a kind of notice from being understood; paths lead into it. */
export function textFaults(content: NoticeText, kind: string): FieldFault[] {
  const { allowed, needed, byChain } = placeholdersOf(kind)
  const known: ReadonlySet<string> = new Set(allowed.map(braced))
  const faults = LOCALES.flatMap((locale): FieldFault[] => {
    const ofParts = (['title', 'body'] as const).flatMap((part): FieldFault[] => {
      const [text, path, name] = [content[part][locale], `${part}.${locale}`, partNames[part][locale]]
      const unknown = [...new Set(text.match(BRACED))].filter((found) => !known.has(found))
      return [
        ...(text.trim() === '' ? [{ path, code: 'texts.empty', params: { part: name } }] : []),
        ...(part === 'title' && /[\r\n]/.test(text) ? [{ path, code: 'texts.oneLine', params: { part: name } }] : []),
        ...unknown.map((placeholder) => ({
          path,
          code: 'texts.unknownPlaceholder',
          params: { part: name, placeholder, allowed: [...known] },
        })),
      ]
    })
    const both = content.title[locale] + content.body[locale]
    const lost = needed.map(braced).filter((placeholder) => !both.includes(placeholder))
    const path = `body.${locale}`
    return [
      ...ofParts,
      ...lost.map((placeholder) => ({
        path,
        code: 'texts.placeholderLost',
        params: { part: partNames.body[locale], placeholder },
      })),
    ]
  })
  return byChain && !content.mail ? [...faults, { path: 'mail', code: 'texts.mailByChain' }] : faults
}
