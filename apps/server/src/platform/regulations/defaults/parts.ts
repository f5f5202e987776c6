import { type CategoryContent, categoryContent, type Names } from '@sims/contracts'
import type { z } from 'zod'

type Content = z.input<typeof categoryContent>
export type CategoryDraft = { key: string } & Omit<Content, 'sort' | 'kind'> & { kind?: Content['kind'] }

export const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })
/** An item that must be ticked before the work may be reported done, and one that may be left. */
export const must = (key: string, zh: string, en: string) => ({ key, names: n(zh, en), mandatory: true })
export const may = (key: string, zh: string, en: string) => ({ key, names: n(zh, en), mandatory: false })
export const yuan = (amount: number) => amount * 100

/** Checked at the start of the process, so that a mistake in a default is seen at once. */
export const finish = (draft: CategoryDraft, index: number): { key: string; content: CategoryContent } => {
  const { key, ...content } = draft
  return { key, content: categoryContent.parse({ kind: 'repair', ...content, sort: (index + 1) * 10 }) }
}
