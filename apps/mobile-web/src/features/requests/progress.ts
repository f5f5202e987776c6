import type { Phase } from '@sims/contracts/web'

/** What residents follow: 待受理 → 已受理 → 已派单 → 处理中 → 待评价 → 已办结. */
export const milestones = ['new', 'accepted', 'assigned', 'executing', 'feedback', 'settled'] as const
export type Milestone = (typeof milestones)[number]

/** Phases that stand at a milestone of another name. */
const within: Partial<Record<Phase, Milestone>> = { suspended: 'executing', followUp: 'feedback', archived: 'settled' }

const isMilestone = (phase: Phase): phase is Milestone => (milestones as readonly Phase[]).includes(phase)

/** Index of the milestone at which a phase stands; undefined for a cancelled request, which leads nowhere. */
export function milestoneOf(phase: Phase): number | undefined {
  const milestone = isMilestone(phase) ? phase : within[phase]
  return milestone && milestones.indexOf(milestone)
}
