import type { CalendarYear } from '@sims/contracts'
import { type FieldFault, missingBefore, yearFaults } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'

/** The rule kind under which calendars are stored, a year each; the key is the year. */
export const CALENDAR = 'calendar'

/** What of a calendar no schema sees: bad days, another year than the rule's own, a year before it that is missing. */
export async function calendarYearFaults(tx: Tx, content: CalendarYear, key: string): Promise<FieldFault[]> {
  const { year } = content
  const faults = yearFaults(content)
  if (String(year) !== key) faults.unshift({ path: 'year', code: 'calendar.otherYear', params: { year, key } })
  const missing = missingBefore(year, await publishedYears(tx))
  if (missing !== undefined) faults.unshift({ path: 'year', code: 'calendar.yearMissing', params: { year, missing } })
  return faults
}

const years = statement('calendar_years', 'select year from calendar_year where organization_id = $1')

/** The years whose calendar is in force. */
export async function publishedYears(tx: Tx): Promise<number[]> {
  return (await tx.query<{ year: number }>(years, [tx.organizationId])).map((row) => row.year)
}

const saveYears = statement(
  'calendar_years_save',
  `insert into calendar_year (organization_id, year, source)
   select $1, y.year, y.source from unnest($2::int2[], $3::text[]) y (year, source)
   on conflict (organization_id, year) do update set source = excluded.source`,
)
const clearYears = statement(
  'calendar_years_clear',
  `delete from calendar_day d using unnest($2::int[]) y (year)
   where d.organization_id = $1 and d.day between make_date(y.year, 1, 1) and make_date(y.year, 12, 31)`,
)
const saveDays = statement(
  'calendar_days_save',
  `insert into calendar_day (organization_id, day, working, name)
   select $1, d.day, d.working, d.name from unnest($2::date[], $3::bool[], $4::text[]) d (day, working, name)`,
)

/** Queues that the calendars of some years are these from now on. */
export function saveCalendarYears(tx: Tx, all: readonly CalendarYear[]): void {
  const columns = unnested(
    all,
    ({ year }) => year,
    ({ source }) => source,
  )
  tx.queue(saveYears, [tx.organizationId, ...columns])
  tx.queue(clearYears, [tx.organizationId, columns[0]])
  const days = unnested(
    all.flatMap(({ days }) => days),
    ({ day }) => day,
    ({ working }) => working,
    ({ name }) => name,
  )
  tx.queue(saveDays, [tx.organizationId, ...days])
}
