/** A length of time as people say it: minutes below an hour, hours below two days, else days; one decimal from 1 on. */
export function spentIn(seconds: number): { unit: 'minutes' | 'hours' | 'daysLong'; count: number } {
  const round = (value: number) => Math.round(value * 10) / 10
  if (seconds < 3600) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  if (seconds < 48 * 3600) return { unit: 'hours', count: round(seconds / 3600) }
  return { unit: 'daysLong', count: round(seconds / 86_400) }
}
