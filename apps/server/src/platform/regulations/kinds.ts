import type { Names, RuleContents, RuleKind } from '@sims/contracts'
import type { Actor, FieldFault } from '#kernel'
import type { Tx } from '#platform/db'

/**
 * What is particular to one kind of rule; the life of its versions is the same for all kinds. The shape of the content
 * stands in the contracts (`ruleContents`) and has been checked when it comes here.
 */
export interface KindOfRule<Kind extends RuleKind = RuleKind> {
  kind: Kind
  /** one version must be in force at any time: the rule never ends */
  needed: boolean
  /** only rules with these keys exist; absent: any */
  keys?: readonly string[]
  /** a version takes effect when it is published, never at a later date */
  atOnce?: boolean
  /** as lists show the rule */
  names(content: RuleContents[Kind], key: string): Names
  /** the heading under which lists show it */
  group?(content: RuleContents[Kind], key: string): Names | null
  /** its place in lists, ascending; by key when absent */
  sort?(content: RuleContents[Kind], key: string): number
  /**
   * What no shape shows: roles that nobody holds, a clock that the process lacks. A draft may be kept with such faults,
   * so that no work is lost; it goes neither to review nor into force. Paths lead into the content.
   */
  check?(tx: Tx, content: RuleContents[Kind], rule: Subject): Promise<FieldFault[]>
  /** What else follows when a version is published; what it queues travels with the command. It may refuse. */
  published?(tx: Tx, content: RuleContents[Kind], rule: Published): Promise<void>
}

/** The version that is looked at, at the moment of the call. */
export interface Subject {
  id: string
  key: string
  now: Date
}

/** The version that somebody publishes. */
export interface Published extends Subject {
  publisher: Actor
}

/** The kinds that an installation offers, by name. */
export type KindsOfRules = { [Kind in RuleKind]: KindOfRule<Kind> }
