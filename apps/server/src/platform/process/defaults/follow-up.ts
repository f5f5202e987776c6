import { chain, names } from './parts.ts'

/**
 * The follow-up visit that a category may ask for: within three working days after the work was reported done somebody
 * speaks with the customer and records it (a talk). Where it is owed only without a rating, a rating does as well. Until
 * then the request is not settled (guard `followedUp`).
 */
const visit = (name: string, zh: string, en: string, policy: string) => ({
  name,
  names: names(zh, en),
  kind: 'internal' as const,
  target: { kind: 'workingDays' as const, days: 3 },
  startOn: { verbs: ['reportDone' as const] },
  if: { field: 'followUp', in: [policy] },
  while: ['feedback' as const],
  repeats: true,
  warn: [{ fraction: 0.75 }],
  escalate: chain,
})
export const followUps = [
  { ...visit('followUp', '回访', 'Follow-up visit', 'always'), meetOn: { events: ['talk' as const] } },
  {
    ...visit('followUpUnrated', '未评价回访', 'Follow-up visit without a rating', 'unrated'),
    meetOn: { verbs: ['rate' as const], events: ['talk' as const] },
  },
]
/** What settling asks of it. */
export const followedUp = { name: 'followedUp' }
