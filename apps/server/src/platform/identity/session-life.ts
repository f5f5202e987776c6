import { DAY, dayOf, HOUR, MINUTE, parseDay } from '#kernel'
import { ADMINISTRATORS } from '#platform/access'

export const STAFF_ABSOLUTE_MS = 12 * HOUR
export const RESIDENT_SLIDING_MS = 30 * DAY
const IDLE_MS = 30 * MINUTE
const ADMINISTRATOR_IDLE_MS = 15 * MINUTE
const TOUCH_MS = MINUTE
export const STAFF_SESSIONS = 3
export const RESIDENT_SESSIONS = 5
export const PASSWORD_LIFE_MS = 90 * DAY

/** A session with its holder, as `find_session` gives it. */
export interface SessionRow {
  organization_id: string
  session_id: string
  account_id: string
  staff_id: string | null
  customer_id: string | null
  name: string | null
  locale: 'zh-CN' | 'en'
  time_zone: string
  must_change_password: boolean
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  ended_at: Date | null
  disabled_at: Date | null
  left_on: string | null
  roles: { role: string; communityId: string | null }[]
  teams: string[]
  skills: string[]
  /** for whom the session acts, as far as it still may */
  principal_id: string | null
  scope: string[] | null
  acting_until: string | null
}

/**
 * Whether a session still gives entry. Staff: 12 hours at most, 30 minutes without a call (administrators 15), and none
 * from the day on which they leave. Residents: until 30 days after the last call.
 */
export function isAlive(row: SessionRow, now: Date): boolean {
  if (row.ended_at || row.disabled_at || now >= row.expires_at) return false
  if (!row.staff_id) return true
  if (row.left_on && parseDay(row.left_on) <= dayOf(now.getTime(), row.time_zone)) return false
  return now.getTime() - row.last_seen_at.getTime() < idleMs(row)
}

const idleMs = (row: SessionRow) =>
  row.roles.some(({ role }) => (ADMINISTRATORS as readonly string[]).includes(role)) ? ADMINISTRATOR_IDLE_MS : IDLE_MS

/** When a new session of this kind ends at the latest. */
export const expiryOf = (kind: 'staff' | 'resident', now: Date): Date =>
  new Date(now.getTime() + (kind === 'staff' ? STAFF_ABSOLUTE_MS : RESIDENT_SLIDING_MS))

/** Before this moment a session of this kind, last seen then, is over. */
export const idleSince = (kind: 'staff' | 'resident', now: Date): Date =>
  new Date(now.getTime() - (kind === 'staff' ? IDLE_MS : RESIDENT_SLIDING_MS))

/** Whether it is time to write down that the holder was seen. */
export const isTouchDue = (row: SessionRow, now: Date): boolean =>
  now.getTime() - row.last_seen_at.getTime() >= TOUCH_MS
