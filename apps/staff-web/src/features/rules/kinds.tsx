import type { Names, RuleContents, RuleDifference, RuleFault, RuleKind, RuleWithVersions } from '@sims/contracts/web'
import type { ComponentType } from 'react'
import { CalendarContent } from './CalendarContent.tsx'
import { CategoryContent } from './CategoryContent.tsx'
import { useCalendarWords } from './calendar-words.ts'
import { useCategoryWords } from './category-words.ts'
import { DutyChainContent } from './DutyChainContent.tsx'
import { useDutyChainWords } from './duty-chain-words.ts'
import { MatrixContent } from './MatrixContent.tsx'
import { MissingYear } from './MissingYear.tsx'
import { useMatrixWords } from './matrix-words.ts'
import { NewCategory } from './NewCategory.tsx'
import { NewYear } from './NewYear.tsx'
import { ProcessContent } from './ProcessContent.tsx'
import { useProcessWords } from './process-words.ts'
import { TextContent } from './TextContent.tsx'
import { useTextWords } from './text-words.ts'

export interface ContentProps<Content> {
  content: Content
  /** the rule's own, such as the kind of notice that a text is for */
  ruleKey: string
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
  /** the list begins with the last key */
  lastFirst?: true
  /** how somebody begins a rule; absent: there are no more than come with the product */
  adding?: { label: Names; Dialog: ComponentType<AddingProps> }
  /** what stands above the list */
  Notice?: ComponentType<{ rules: readonly RuleWithVersions[] }>
  /** takes effect when it is published, and what follows then; absent: a date may be chosen, what is there stays */
  atOnce?: Names
}

export interface AddingProps {
  title: string
  /** those of the kind that are there already */
  rules: readonly RuleWithVersions[]
  close: () => void
}

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

/** What the pages of rules need to know of each kind, in the order of the tabs; one that is left out has no page yet. */
export const kinds: { [Kind in RuleKind]?: KindOfPage<RuleContents[Kind]> } = {
  category: {
    title: n('诉求类别', 'Categories'),
    Content: CategoryContent,
    useWords: useCategoryWords,
    adding: { label: n('新增类别', 'New category'), Dialog: NewCategory },
  },
  priorityMatrix: { title: n('优先级矩阵', 'Priority matrix'), Content: MatrixContent, useWords: useMatrixWords },
  process: { title: n('流程', 'Processes'), Content: ProcessContent, useWords: useProcessWords },
  dutyChain: { title: n('值班链', 'Duty chain'), Content: DutyChainContent, useWords: useDutyChainWords },
  calendar: {
    title: n('工作日历', 'Calendars'),
    Content: CalendarContent,
    useWords: useCalendarWords,
    lastFirst: true,
    adding: { label: n('新增年度日历', 'Add a year'), Dialog: NewYear },
    Notice: MissingYear,
    atOnce: n(
      '发布后立即生效，在办诉求的到期时间随后按新日历重新计算，并记入办理过程。',
      'It takes effect at once. The due times of what is open are then computed anew, and their timelines say so.',
    ),
  },
  text: { title: n('通知文案', 'Texts'), Content: TextContent, useWords: useTextWords },
}

/** The page parts of a kind under their general type: whoever asks has a content of that very kind. */
export const kindOf = (kind: RuleKind) => kinds[kind] as unknown as KindOfPage<unknown>
