/** A length of time as people say it: minutes below an hour, hours below two days, else days; one decimal from 1 on. */
export function spentIn(seconds: number): { unit: 'minutes' | 'hours' | 'daysLong'; count: number } {
  const round = (value: number) => Math.round(value * 10) / 10
  if (seconds < 3600) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  if (seconds < 48 * 3600) return { unit: 'hours', count: round(seconds / 3600) }
  return { unit: 'daysLong', count: round(seconds / 86_400) }
}

/** A share as people read it, such as 48.5 %; a dash of nothing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)} %`
