import { useLocale } from '@sims/ui'
import { useCalendarText } from './calendar-texts.ts'
import type { Words } from './kinds.tsx'

/** A day for people: `10月3日`, `3 Oct`. */
export const dayText = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

/** What a listed day is, with its name where that says more: 放假（国庆节）. */
export function useDayName(): (day: { working: boolean; name: string }) => string {
  const t = useCalendarText()
  return ({ working, name }) => {
    const kind = t(working ? 'workday' : 'restDay')
    return name === kind ? kind : t('named', { kind, name })
  }
}

/** A calendar is compared day by day. */
export function useCalendarWords(): Words {
  const t = useCalendarText()
  const nameOf = useDayName()
  const locale = useLocale()
  return {
    label: (path) => {
      const [part, day] = path.split('.')
      if (part !== 'days') return t(part === 'year' ? 'year_label' : 'source_label')
      return day === undefined ? t('days_label') : dayText(day, locale)
    },
    value: (_, value) => {
      if (typeof value === 'boolean') return t(value ? 'workday' : 'restDay')
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value ?? '')
      return nameOf({ working: value.working === true, name: String(value.name) })
    },
  }
}
