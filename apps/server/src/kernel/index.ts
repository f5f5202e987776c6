export {
  type Actor,
  type Behalf,
  communitiesOf,
  namedBy,
  type RoleGrant,
  rolesIn,
  SYSTEM_ACCOUNT,
  systemActor,
} from './actor.ts'
export { alarmFrom } from './alarms.ts'
export {
  type CalendarRows,
  calendarFaults,
  type DayKind,
  type EpochDayResult,
  WorkingCalendar,
  type WorkingDayResult,
} from './calendar.ts'
export { missingBefore, type YearOfCalendar, yearFaults } from './calendar-year.ts'
export { type Calls, callRules, hasten, isQuiet } from './calls.ts'
export { COMMITMENT_PREFIX, canonicalBytes, canonicalJson, commitment } from './canonical.ts'
export {
  cancelClock,
  fire,
  isBreached,
  isOver,
  meetClock,
  nextDue,
  nextFire,
  pauseClock,
  pausedMs,
  resumeClock,
  retargetClock,
  retime,
  retimeByCalendar,
  startClock,
} from './clock.ts'
export type {
  Alarm,
  AlarmMode,
  AlarmRules,
  ClockKind,
  ClockSpec,
  ClockState,
  Escalation,
  Warning,
} from './clock-state.ts'
export { isOffDuty } from './duty.ts'
export { DomainError, type FieldFault } from './error.ts'
export { type DueLine, explainDue } from './explain.ts'
export { type DueLanguage, dueText, momentText, spanText } from './explain-text.ts'
export { fill } from './fill.ts'
export { type HoursBlock, type MomentResult, OpeningHours } from './hours.ts'
export { isUuid, newId, uuidTime } from './ids.ts'
export { createLane } from './lane.ts'
export { type ClockContext, dueAt, type Pause, type Target } from './target.ts'
export {
  DAY,
  dayOf,
  type EpochDay,
  type EpochMs,
  firstDayOf,
  formatDay,
  formatInstant,
  HOUR,
  type IsoDate,
  isZone,
  MINUTE,
  minuteOf,
  momentOf,
  parseDay,
  parseInstant,
  parseMinute,
  Temporal,
  todayIn,
  weekdayOf,
  yearOf,
  zoneOffset,
} from './time.ts'
