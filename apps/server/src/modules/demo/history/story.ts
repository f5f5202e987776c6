import type { Input } from './run.ts'
import type { Scene } from './scenes.ts'

/** How far a request has come; `assigned` to `executing` speak of its order too. */
export type Stage =
  | 'new'
  | 'accepted'
  | 'triaged'
  | 'pool'
  | 'assigned'
  | 'taken'
  | 'quoted'
  | 'agreed'
  | 'executing'
  | 'done'
  | 'rated'
  | 'settled'
  | 'archived'

/**
 * When it was reported: at a local time so many days before the first start; so many hours before it; or so that the
 * last thing that happened lies so many minutes of service before it.
 */
export type When = { days: number; at: string } | { hours: number } | { since: number }

/** A step of the process itself, as many minutes of desk hours after the one before. */
export interface Beat {
  step: string
  /** who answers for the request, its customer, or an account */
  by: 'desk' | 'resident' | (string & {})
  after: number
  input?: Input
  /** an account by whose person a field is filled in */
  person?: readonly [field: string, account: string]
  /** the story whose number is filled in, by its name */
  into?: string
}

/** One invented request: what people said and did. What is left out is made up by dice (see `plan.ts`). */
export interface Story {
  when: When
  /** by which another story speaks of it */
  name?: string
  /** index of COMMUNITIES */
  community: 0 | 1 | 2
  /** somebody's own premises, the printed owner's own home, or a common area by its full name */
  place: 'home' | 'office' | 'shop' | 'printed' | (string & {})
  category: string
  channel: 'app' | 'phone' | 'desk'
  /** who called without being a customer */
  caller?: string
  text: string
  photo?: Scene
  until: Stage
  /** 1 high … 3 low; absent: as the category begins */
  urgency?: 1 | 2 | 3
  warranty?: true
  /** a certain account answers for it or does the work */
  agent?: string
  worker?: string
  /** dispatched to the pool and claimed there */
  claimed?: true
  acceptNote?: string
  dispatchNote?: string
  /** minutes of service that a step took, where dice would be too quick */
  slow?: Partial<Record<'accept' | 'dispatch' | 'start' | 'reportDone', number>>
  returned?: string
  /** what the work itself needed: a permit, a time agreed with the customer, a door that nobody opened */
  safety?: 'permit' | 'visit' | 'nobodyHome'
  before?: true
  note?: string
  scene?: Scene
  rating?: readonly [overall: number, speed: number, service: number, text: string]
  settleNote?: string
  /** looked at again so many days after it was agreed */
  recheck?: { text: string; days: number }
  urged?: string
  /** why the customer does not agree to the price */
  declined?: string
  withdrawn?: string
  cancelled?: string
  /** what happens after it has come as far as `until` says, one after the other */
  beats?: readonly Beat[]
}
