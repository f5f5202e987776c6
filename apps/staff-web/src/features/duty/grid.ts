import type { DutyRoster, DutyShift } from '@sims/contracts/web'
import type { Opened } from './Duty.tsx'
import type { Day, Period } from './days.ts'
import type { Gap } from './gaps.ts'

/** What the views of a roster are given. */
export interface GridProps {
  days: DutyRoster['days']
  shifts: readonly DutyShift[]
  gaps: readonly Gap[]
  period: Period
  today: Day
  /** undefined: the roster of the whole company */
  communityId: string | undefined
  /** opens the dialog; absent for who may only read */
  open: ((what: Opened) => void) | undefined
}
