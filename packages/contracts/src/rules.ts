import { z } from 'zod'
import { calendarYear } from './calendars.ts'
import { categoryContent } from './category.ts'
import { dutyChain } from './duty-chain.ts'
import { id, instant, text, version } from './fields.ts'
import { noticeText } from './notice-texts.ts'
import { names } from './process.ts'
import { definitionSchema } from './process-definition.ts'
import { RULE_ACTIONS, RULE_KINDS, RULE_STANDINGS } from './terms.ts'

const priority = z.int().min(1).max(4)
const row = z.tuple([priority, priority, priority])

/**
 * Priority (1 urgent … 4 low) by row of urgency and column of impact, 1 high … 3 low each. What is more urgent or wider
 * never gets a lower priority.
 */
export const matrixContent = z.strictObject({ cells: z.tuple([row, row, row]) }).superRefine(({ cells }, context) => {
  for (const [u, line] of cells.entries())
    for (const [i, cell] of line.entries())
      if (cell < (cells[u - 1]?.[i] ?? 0) || cell < (line[i - 1] ?? 0))
        context.addIssue({ code: 'custom', path: ['cells', u, i], params: { code: 'rules.matrixOrder' } })
})
export type MatrixContent = z.infer<typeof matrixContent>

/** What a version of each kind of rule holds. */
export const ruleContents = {
  category: categoryContent,
  priorityMatrix: matrixContent,
  process: definitionSchema,
  dutyChain,
  calendar: calendarYear,
  text: noticeText,
} as const
export type RuleContents = { [Kind in keyof typeof ruleContents]: z.infer<(typeof ruleContents)[Kind]> }

/** One shape per kind of rule, told apart by `kind`. */
const ofKind = <T extends z.ZodRawShape>(shape: T) =>
  [
    z.strictObject({ kind: z.literal('category'), content: ruleContents.category, ...shape }),
    z.strictObject({ kind: z.literal('priorityMatrix'), content: ruleContents.priorityMatrix, ...shape }),
    z.strictObject({ kind: z.literal('process'), content: ruleContents.process, ...shape }),
    z.strictObject({ kind: z.literal('dutyChain'), content: ruleContents.dutyChain, ...shape }),
    z.strictObject({ kind: z.literal('calendar'), content: ruleContents.calendar, ...shape }),
    z.strictObject({ kind: z.literal('text'), content: ruleContents.text, ...shape }),
  ] as const

const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9]{0,39}$/)
const person = z.strictObject({ id, name: z.string() })
const summary = {
  id,
  key: z.string(),
  version,
  /** counts the changes of this version; a change names the one that it has seen */
  revision: version,
  standing: z.enum(RULE_STANDINGS),
  names,
  effectiveFrom: instant.nullable(),
  /** who has written its content, first author first; empty: it came with the product */
  authors: z.array(person),
  changedAt: instant,
  /** why a reviewer sent it back, until it goes to review again */
  sentBackReason: z.string().nullable(),
  publishedBy: person.nullable(),
  publishedAt: instant.nullable(),
  retiredBy: person.nullable(),
  retiredAt: instant.nullable(),
  retireReason: z.string().nullable(),
}
export const ruleSummary = z.strictObject({ kind: z.enum(RULE_KINDS), ...summary })
export type RuleSummary = z.infer<typeof ruleSummary>

/** A rule with its versions, newest first. `group`: under which heading it stands, where the kind has headings. */
export const ruleWithVersions = z.strictObject({
  key: z.string(),
  group: names.nullable(),
  versions: z.array(ruleSummary),
})
export type RuleWithVersions = z.infer<typeof ruleWithVersions>

/** What keeps a version from being reviewed and published; the path leads into its content. */
const fault = z.strictObject({ path: z.string(), code: z.string(), message: z.string() })
export type RuleFault = z.infer<typeof fault>

/** One version, whole; `allowed` is what the reader may do with it now. */
export const ruleVersion = z.discriminatedUnion(
  'kind',
  ofKind({ ...summary, allowed: z.array(z.enum(RULE_ACTIONS)), faults: z.array(fault) }),
)
export type RuleVersion = z.infer<typeof ruleVersion>

/** A rule that does not exist yet begins with a draft of its first version. */
export const createRule = z.discriminatedUnion('kind', ofKind({ id, key }))
export type CreateRule = z.infer<typeof createRule>
/** The next version of a rule begins as a copy of the one in force, or of the newest when none is. */
export const draftRule = z.strictObject({ id, kind: z.enum(RULE_KINDS), key })
export const changeRule = z.discriminatedUnion('kind', ofKind({ revision: version }))
export type ChangeRule = z.infer<typeof changeRule>
export const reviewRule = z.strictObject({ revision: version })
export const sendBackRule = z.strictObject({ revision: version, reason: text(500, 2) })
/** `effectiveFrom` absent: at once */
export const publishRule = z.strictObject({ revision: version, effectiveFrom: instant.optional() })
export const retireRule = z.strictObject({ revision: version, reason: text(500, 2) })

/** A value that two versions have differently, by its path into the content; absent where a version lacks it. */
export const ruleDifference = z.strictObject({
  path: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
})
export const ruleDifferences = z.strictObject({
  /** the version compared with; null when the rule is new */
  with: z.strictObject({ id, version }).nullable(),
  items: z.array(ruleDifference),
})
export type RuleDifference = z.infer<typeof ruleDifference>
export type RuleDifferences = z.infer<typeof ruleDifferences>
