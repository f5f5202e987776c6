import { type EpochMs, momentOf, parseDay } from '#kernel'
import type { Cell } from './types.ts'

/** A time as a table tells it, without a zone. What lies below the precision is 0 in `local`. */
export interface LocalTime {
  /** `2019-01-13T09:05:12` */
  local: string
  precision: 'day' | 'minute' | 'second'
}

const two = '(\\d{1,2})'
// fractions of a second are read and cut off; a zone or an am/pm at the end is not understood, hence refused
const TIME = new RegExp(`^(?:T|\\s*)${two}[:时]${two}(?:[:分](?:${two}(?:\\.\\d{1,9})?秒?)?)?$`)
const DATE = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})(日?)(.*)$/s

/**
 * The time in a cell: a date cell, or a text with the year first: `2019/1/13 9:05:12`, `2020-01-13`, `2019.1.13 9:05`,
 * `2019年1月13日 9时5分`, `2019-12-31T23:59:11.000`. Undefined for everything else: forms that can be read in two ways
 * (`1/2/2019`, `20190113`), with a zone or am/pm, days that no calendar has.
 */
export function localTimeOf(cell: Cell | undefined): LocalTime | undefined {
  if (cell?.kind === 'date') return cell.at
  if (cell?.kind !== 'text') return undefined
  const [, year, first, month, second, day, end, rest = ''] = DATE.exec(cell.text.trim()) ?? []
  const chinese = first === '年'
  if (!year || chinese !== (second === '月') || (!chinese && (first !== second || end)) || (chinese && !end))
    return undefined
  const pad = (digits: string | undefined) => (digits ?? '0').padStart(2, '0')
  const date = `${year}-${pad(month)}-${pad(day)}`
  if (!isDay(date)) return undefined
  if (rest === '') return { local: `${date}T00:00:00`, precision: 'day' }
  if (/^\d/.test(rest) && !chinese) return undefined
  const time = TIME.exec(rest)
  if (!time) return undefined
  const [, h, m, s] = time
  if (Number(h) > 23 || Number(m) > 59 || Number(s ?? 0) > 59) return undefined
  return { local: `${date}T${pad(h)}:${pad(m)}:${pad(s)}`, precision: s === undefined ? 'minute' : 'second' }
}

const isDay = (date: string) => {
  const ms = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

/** The moment of a table's time in a zone; a day alone is its first minute. */
export function momentOfLocal(at: LocalTime, zone: string): EpochMs {
  const [h = 0, m = 0, s = 0] = at.local.slice(11).split(':').map(Number)
  return momentOf(parseDay(at.local.slice(0, 10)), h * 60 + m, zone) + s * 1000
}

/**
 * A spreadsheet's date (the day of a Date in UTC, as the reader gives it) with the precision that its number format
 * shows; a time that the format hides and that is not midnight is kept. Rounded to seconds, because a serial number
 * is a fraction of a day. Undefined outside the years 1 … 9999.
 */
export function localTimeOfSerial(utcMs: number, format: string): LocalTime | undefined {
  const ms = Math.round(utcMs / 1000) * 1000
  const at = new Date(ms)
  if (Number.isNaN(ms) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9999) return undefined
  const local = at.toISOString().slice(0, 19)
  const shown = bareFormat(format)
  if (local.endsWith('T00:00:00') && !shown.includes('h')) return { local, precision: 'day' }
  return { local, precision: local.endsWith(':00') && !shown.includes('s') ? 'minute' : 'second' }
}

/** Whether a number format shows a date or a time. */
export const isDateFormat = (format: string) => /[ymdhs]/.test(bareFormat(format))

const bareFormat = (format: string) => format.toLowerCase().replace(/"[^"]*"|\[[^\]]*\]|\\.|general/g, '')
