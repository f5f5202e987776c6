import type { Locale, TimelineEntry } from '@sims/contracts'
import { momentText } from '#kernel'
import type { ProcessDefinition } from './definition.ts'
import type { MovedClock } from './retiming-record.ts'

/** What the timeline says of due times that moved with the calendar: which calendar, and each clock from when to when. */
export function movedDetails(
  definition: ProcessDefinition,
  data: Record<string, unknown>,
  { locale, zone, resident }: { locale: Locale; zone: string; resident: boolean },
): TimelineEntry['details'] {
  const { years, clocks } = data as { years: number[]; clocks: MovedClock[] }
  const t = texts[locale]
  const at = (instant: string | null) => (instant === null ? t.unknown : momentText(Date.parse(instant), zone, locale))
  const moved = clocks.flatMap(({ clock, from, to, breach, escalated }) => {
    const def = definition.clocks.find(({ name }) => name === clock)
    if (resident && def?.kind !== 'promise') return []
    const times = t.moved(at(from), at(to))
    const after = breach && !resident ? t[breach] + (escalated ? t.escalated(escalated) : '') : ''
    return [{ label: def?.names[locale] ?? clock, value: times + after }]
  })
  return [{ label: t.calendar, value: years.join(t.and) }, ...moved]
}

const texts = {
  'zh-CN': {
    calendar: '调整的日历（年）',
    and: '、',
    unknown: '待定（工作日安排尚未公布）',
    moved: (from: string, to: string) => `由${from}改为${to}。`,
    withdrawn: '此前记录的超时不再成立，已予更正。',
    stands: '按新的到期时间仍为超时，不再重复提醒。',
    escalated: (levels: number) => `已发出的 ${levels} 级升级通知不收回。`,
  },
  en: {
    calendar: 'Calendar of',
    and: ', ',
    unknown: 'unknown (working days not published)',
    moved: (from: string, to: string) => `From ${from} to ${to}.`,
    withdrawn: ' It had been recorded as overdue and no longer is: corrected.',
    stands: ' It is overdue by the new due time as well; nobody is told again.',
    escalated: (levels: number) => ` Levels of escalation that had been told and are not taken back: ${levels}.`,
  },
}
