import type { EpochMs } from '#kernel'
import { nextDay, type QuietHours, quietUntil } from './quiet.ts'

/** A message whose time has come. */
export interface Due {
  id: string
  /** null: a phone that nobody knows */
  accountId: string | null
  urgent: boolean
  state: 'waiting' | 'quiet'
  /** made so far */
  attempts: number
  /** of this person; null: none */
  quietHours: QuietHours | null
  /** what the person was sent today by this channel, urgent messages not counted */
  sentToday: number
}

export interface Settings {
  zone: string
  /** messages to one person a day by one channel; null: no end */
  dailyCap: number | null
}

export type Plan =
  | { id: string; take: 'send' }
  | { id: string; take: 'hold'; held: 'quietHours' | 'dailyCap'; until: EpochMs }
  | { id: string; take: 'merge'; into: string }

/**
 * What to do with messages of one channel that are due at `now`. In quiet hours, and beyond the daily cap, all wait but
 * the urgent ones. Those of one person that have waited leave as one; but one that was tried before goes alone, with
 * what it held then: the other side may have it already, and would drop anything else of the same id.
 */
export function planDue(due: readonly Due[], { zone, dailyCap }: Settings, now: EpochMs): Plan[] {
  const sent = new Map<string, number>()
  const carriers = new Map<string, string>()
  return due.map((one): Plan => {
    const { id, accountId } = one
    if (one.urgent || accountId === null) return { id, take: 'send' }
    const until = quietUntil(now, zone, one.quietHours)
    if (until !== null) return { id, take: 'hold', held: 'quietHours', until }
    const waited = one.state === 'quiet' && one.attempts === 0
    const carrier = carriers.get(accountId)
    if (waited && carrier) return { id, take: 'merge', into: carrier }
    const today = sent.get(accountId) ?? one.sentToday
    if (dailyCap !== null && today >= dailyCap) return { id, take: 'hold', held: 'dailyCap', until: nextDay(now, zone) }
    sent.set(accountId, today + 1)
    if (waited) carriers.set(accountId, id)
    return { id, take: 'send' }
  })
}
