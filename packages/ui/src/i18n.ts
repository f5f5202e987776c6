import i18next from 'i18next'
import { useSyncExternalStore } from 'react'

export const UI_LOCALES = ['zh-CN', 'en'] as const
export type UiLocale = (typeof UI_LOCALES)[number]
/** A text in both languages, as the API gives names. */
export type BothNames = { readonly 'zh-CN': string; readonly en: string }

const storageKey = 'sims.locale'
const known = (value: string | null | undefined): UiLocale | undefined => {
  if (value?.startsWith('zh')) return 'zh-CN'
  return value?.startsWith('en') ? 'en' : undefined
}

/** What was chosen on this device, else the first language of the browser that we speak, else Chinese. */
function detect(): UiLocale {
  if (typeof document === 'undefined') return 'zh-CN'
  const wished = navigator.languages.map(known).find(Boolean)
  return known(readStored()) ?? wished ?? 'zh-CN'
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null // storage is forbidden in some in-app browsers
  }
}

i18next.init({
  lng: detect(),
  fallbackLng: 'zh-CN',
  initAsync: false,
  resources: {},
  interpolation: { escapeValue: false },
  keySeparator: false,
  nsSeparator: false,
})
markDocument()

/** Switches every text on the page and remembers the choice on this device. Call it with the session's locale too. */
export function setLocale(next: UiLocale): void {
  if (next === i18next.language) return
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // then the choice lasts as long as the page
  }
  void i18next.changeLanguage(next)
  markDocument()
}

/** The language of the page. */
export function locale(): UiLocale {
  return known(i18next.language) ?? 'zh-CN'
}

function markDocument(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = locale()
}

const subscribe = (changed: () => void) => {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

export const useLocale = (): UiLocale => useSyncExternalStore(subscribe, locale)

/** Picks the reader's language out of names that came with data: `const nameOf = useNames(); nameOf(category.names)`. */
export function useNames(): (names: BothNames) => string {
  const now = useLocale()
  return (names) => names[now]
}

/** Words one after the other, as the reader's language sets them apart. */
export function useListed(): (words: readonly string[]) => string {
  const between = useLocale() === 'zh-CN' ? '、' : ', '
  return (words) => words.join(between)
}

export type Translate<K extends string> = (key: K, values?: Record<string, string | number>) => string

/**
 * The texts of one feature in both languages, side by side in its `texts.ts`; `{{name}}` is filled from the values.
 * The compiler demands the same keys of both. Answers the hook that components use:
 * `export const useText = texts('report', { title: '我要报修' }, { title: 'Report a repair' })`.
 */
export function texts<K extends string>(
  namespace: string,
  zh: Record<K, string>,
  en: Record<NoInfer<K>, string>,
): () => Translate<K> {
  i18next.addResourceBundle('zh-CN', namespace, zh)
  i18next.addResourceBundle('en', namespace, en)
  const by = (now: UiLocale): Translate<K> => {
    const t = i18next.getFixedT(now, namespace)
    return (key, values) => t(key as string, values ?? {})
  }
  const translate = { 'zh-CN': by('zh-CN'), en: by('en') }
  return () => translate[useLocale()]
}
