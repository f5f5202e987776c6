import type { Names, RuleContents, RuleDifference, RuleFault, RuleKind } from '@sims/contracts/web'
import type { ComponentType } from 'react'
import { CategoryContent } from './CategoryContent.tsx'
import { useCategoryWords } from './category-words.ts'
import { DutyChainContent } from './DutyChainContent.tsx'
import { useDutyChainWords } from './duty-chain-words.ts'
import { MatrixContent } from './MatrixContent.tsx'
import { useMatrixWords } from './matrix-words.ts'
import { ProcessContent } from './ProcessContent.tsx'
import { useProcessWords } from './process-words.ts'

export interface ContentProps<Content> {
  content: Content
  /** absent: to be read only */
  onChange?: (content: Content) => void
  faults: readonly RuleFault[]
}

/** How the difference of two versions reads: a path into the content by name, a value in words. */
export interface Words {
  label(path: string): string
  value(path: string, value: NonNullable<RuleDifference['before']> | null): string
}

interface KindOfPage<Content> {
  title: Names
  Content: ComponentType<ContentProps<Content>>
  useWords: () => Words
}

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

/** What the pages of rules need to know of each kind, in the order of the tabs; one that is left out has no page yet. */
export const kinds: { [Kind in RuleKind]?: KindOfPage<RuleContents[Kind]> } = {
  category: { title: n('诉求类别', 'Categories'), Content: CategoryContent, useWords: useCategoryWords },
  priorityMatrix: { title: n('优先级矩阵', 'Priority matrix'), Content: MatrixContent, useWords: useMatrixWords },
  process: { title: n('流程', 'Processes'), Content: ProcessContent, useWords: useProcessWords },
  dutyChain: { title: n('值班链', 'Duty chain'), Content: DutyChainContent, useWords: useDutyChainWords },
}

/** The page parts of a kind under their general type: whoever asks has a content of that very kind. */
export const kindOf = (kind: RuleKind) => kinds[kind] as unknown as KindOfPage<unknown>
