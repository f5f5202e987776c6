import type { KindOfRule } from '#platform/regulations'
import { calendarYearFaults } from './calendar-years.ts'
import { changeCalendar } from './retiming.ts'

/**
 * A year of the working calendar as a rule of the company. It takes effect when it is published, because clocks that run
 * already go by it too; and it never ends, because a hole between years would leave due times unknown.
 */
export const calendarRule: KindOfRule<'calendar'> = {
  kind: 'calendar',
  needed: true,
  atOnce: true,
  names: ({ year }) => ({ 'zh-CN': `${year} 年工作日历`, en: `Working calendar ${year}` }),
  check: (tx, content, { key }) => calendarYearFaults(tx, content, key),
  published: async (tx, content, { now }) => changeCalendar(tx, content, now),
}
