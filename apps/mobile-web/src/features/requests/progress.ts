import type { Phase, RequestKind } from '@sims/contracts/web'

/** What residents follow: 待受理 → 已受理 → 已派单 → 处理中 → 待评价 → 已办结. */
export const milestones = ['new', 'accepted', 'assigned', 'executing', 'feedback', 'settled'] as const
export type Milestone = (typeof milestones)[number]

/** Phases that stand at a milestone of another name. */
const within: Partial<Record<Phase, Milestone>> = { suspended: 'executing', followUp: 'feedback', archived: 'settled' }

const isMilestone = (phase: Phase): phase is Milestone => (milestones as readonly Phase[]).includes(phase)

/** Only what takes field work is dispatched and done; the rest is answered. */
const work: readonly RequestKind[] = ['repair', 'report', 'appointment']
const ofWork: readonly Milestone[] = ['assigned', 'executing']
export const milestonesOf = (kind: RequestKind): readonly Milestone[] =>
  work.includes(kind) ? milestones : milestones.filter((milestone) => !ofWork.includes(milestone))

/**
 * Index of the milestone at which a phase stands; undefined for a cancelled request, which leads nowhere. A phase that
 * the kind does not follow stands at the one before it.
 */
export function milestoneOf(phase: Phase, kind: RequestKind): number | undefined {
  const milestone = isMilestone(phase) ? phase : within[phase]
  if (!milestone) return undefined
  const reached = milestones.slice(0, milestones.indexOf(milestone) + 1)
  return milestonesOf(kind).findLastIndex((one) => reached.includes(one))
}
