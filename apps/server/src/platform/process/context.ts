import { type Calls, type ClockContext, OpeningHours, parseMinute, WorkingCalendar } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { currentDutyChain } from '#platform/regulations'

/** Hours of an organization that has set none of its own. */
const DEFAULT_HOURS = {
  workdayEnd: '18:00',
  service: new OpeningHours([{ on: 'everyDay', from: '08:30', to: '18:00' }]),
  duty: new OpeningHours([{ on: 'everyDay', from: '08:30', to: '18:00' }]),
}
/** How long a process may go by a calendar that has been changed meanwhile. */
export const CONTEXT_KEPT_MS = 5_000
const kept = new Map<string, { until: number; context: ClockContext }>()

const calendar = statement(
  'process_calendar',
  `select o.time_zone as "zone",
     array(select y.year from calendar_year y where y.organization_id = o.organization_id) as years,
     coalesce((select jsonb_agg(jsonb_build_array(d.day, d.working)) from calendar_day d
       where d.organization_id = o.organization_id), '[]') as days
   from organization o where o.organization_id = $1`,
)

/**
 * Zone, working calendar, hours and duty chain by which an organization's clocks run. Kept for seconds, so that no command
 * pays for reading two decades of holidays; another process changes calendar or chain without a word to this one.
 */
export async function clockContext(tx: Tx, now: Date): Promise<ClockContext> {
  const known = kept.get(tx.organizationId)
  if (known && known.until > now.getTime() && known.until <= now.getTime() + CONTEXT_KEPT_MS) return known.context
  const [[row], calls] = await Promise.all([
    tx.query<{ zone: string; years: number[]; days: [string, boolean][] }>(calendar, [tx.organizationId]),
    callsOf(tx, now),
  ])
  if (!row) throw new Error('the organization is gone')
  const context: ClockContext = {
    zone: row.zone,
    calendar: new WorkingCalendar({
      years: row.years,
      holidays: row.days.filter(([, working]) => !working).map(([day]) => day),
      workdays: row.days.filter(([, working]) => working).map(([day]) => day),
      restDays: [6, 7],
    }),
    ...DEFAULT_HOURS,
    calls,
  }
  kept.set(tx.organizationId, { until: now.getTime() + CONTEXT_KEPT_MS, context })
  return context
}

/** The duty chain in force, as clocks go by it. */
async function callsOf(tx: Tx, now: Date): Promise<Calls> {
  const { steps, quietHours, channels } = await currentDutyChain(tx, now)
  return {
    minutes: steps.map(({ minutes }) => minutes),
    quiet: quietHours && { from: parseMinute(quietHours.from), to: parseMinute(quietHours.to) },
    by: channels.filter((channel) => channel !== 'app'),
  }
}

/** For the process that has changed calendar or duty chain: its own calls go by the new one at once. */
export function forgetClockContext(organizationId: string): void {
  kept.delete(organizationId)
}
