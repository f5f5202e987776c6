import { useLocale } from './i18n.ts'
import { clockTime, dayAndTime } from './time.ts'
import { useNow } from './use-now.ts'

/** A time that was agreed for a visit: `明天 14:00–15:00`. */
export function VisitTime({ from, to }: { from: string; to: string }) {
  const locale = useLocale()
  const now = useNow()
  const [begin, end] = [new Date(from), new Date(to)]
  const sameDay = begin.toDateString() === end.toDateString()
  return (
    <>
      {dayAndTime(begin, now, locale)}–{sameDay ? clockTime(end, locale) : dayAndTime(end, now, locale)}
    </>
  )
}
