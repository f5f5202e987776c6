import type { Words } from './kinds.tsx'
import { useTextText } from './text-texts.ts'
import { useText } from './texts.ts'

/** A text is compared part by part, each language on its own. */
export function useTextWords(): Words {
  const t = useTextText()
  const common = useText()
  return {
    label: (path) => {
      const [part, locale] = path.split('.') as ['title' | 'body' | 'mail', 'zh-CN' | 'en' | undefined]
      return locale ? `${t(part)}（${common(locale)}）` : t(part)
    },
    value: (_, value) => (typeof value === 'boolean' ? common(value ? 'yes' : 'no') : String(value || common('empty'))),
  }
}
