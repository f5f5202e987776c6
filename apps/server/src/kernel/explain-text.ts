import type { DueLine } from './explain.ts'
import { dayOf, type EpochDay, type EpochMs, type IsoDate, minuteOf, parseDay, weekdayOf } from './time.ts'

export type DueLanguage = 'zh-CN' | 'en'

const WEEKDAYS = {
  'zh-CN': ['一', '二', '三', '四', '五', '六', '日'].map((d) => `星期${d}`),
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The explanation of a due time as one text, for instance "应于10月16日星期五18:00前完成。…" or "Due Friday 16 Oct, 18:00. …". */
export function dueText(lines: readonly DueLine[], language: DueLanguage, zone: string): string {
  const say = language === 'en' ? english : chinese
  return lines.map((line) => say(line, zone)).join(language === 'en' ? ' ' : '')
}

function chinese(line: DueLine, zone: string): string {
  const at = (ms: EpochMs) => momentText(ms, zone, 'zh-CN')
  switch (line.code) {
    case 'due.at':
      return `应于${at(line.params.at)}前完成。`
    case 'due.happens':
      return `到时间由系统自动办理：${at(line.params.at)}。`
    case 'due.unpublished':
      return `${line.params.year}年的工作日安排尚未公布，暂不能确定到期时间，最早为${at(line.params.earliest)}。`
    case 'due.elapsed':
      return `自${at(line.params.from)}起${spanText(line.params.hours, 'zh-CN')}，昼夜、节假日连续计时。`
    case 'due.opening':
      return `自${at(line.params.from)}起${spanText(line.params.hours, 'zh-CN')}，只计服务时间。`
    case 'due.workingDays': {
      const { days, day0, dayOff, end } = line.params
      const arrival = dayOff ? `${date(day0, 'zh-CN')}为休息日，` : ''
      return `${arrival}自${date(day0, 'zh-CN')}的次日起算（当日不计），第${days}个工作日的${end}到期。`
    }
    case 'due.onDate':
      return `约定的日期是${date(line.params.day, 'zh-CN')}，当日${line.params.end}到期；当日上班时提醒。`
    case 'due.agreed':
      return '这是约定的时间，不因挂起而顺延。'
    case 'due.holidays':
      return `其中${dates(line.params.days, 'zh-CN')}放假，不计。`
    case 'due.makeUp':
      return `${dates(line.params.days, 'zh-CN')}为调休上班日，计入。`
    case 'due.paused':
      return `期间暂停${line.params.times}次，共${spanText(line.params.minutes / 60, 'zh-CN')}，已顺延。`
    case 'due.standsStill':
      return `自${at(line.params.since)}起暂停计时：${line.params.reason}。`
    case 'due.promise':
      return '此为对客户的承诺时限，不因挂起而暂停。'
  }
}

function english(line: DueLine, zone: string): string {
  const at = (ms: EpochMs) => momentText(ms, zone, 'en')
  switch (line.code) {
    case 'due.at':
      return `Due ${at(line.params.at)}.`
    case 'due.happens':
      return `Done by the system on ${at(line.params.at)}.`
    case 'due.unpublished':
      return `The working days of ${line.params.year} are not published yet, so the due time is not known; the earliest possible is ${at(line.params.earliest)}.`
    case 'due.elapsed':
      return `${spanText(line.params.hours, 'en')} from ${at(line.params.from)}, counted day and night, holidays included.`
    case 'due.opening':
      return `${spanText(line.params.hours, 'en')} of service time from ${at(line.params.from)}.`
    case 'due.workingDays': {
      const { days, day0, dayOff, end } = line.params
      const arrival = dayOff ? ', a day off' : ''
      return `End (${end}) of working day ${days} after ${date(day0, 'en')}${arrival}; the day of arrival does not count.`
    }
    case 'due.onDate':
      return `The day agreed on is ${date(line.params.day, 'en')}; due at its end (${line.params.end}), with a reminder that morning.`
    case 'due.agreed':
      return 'This is the time that was agreed on; no suspension moves it.'
    case 'due.holidays':
      return `Public holidays not counted: ${dates(line.params.days, 'en')}.`
    case 'due.makeUp':
      return `Make-up workdays counted: ${dates(line.params.days, 'en')}.`
    case 'due.paused':
      return `Moved by ${line.params.times} ${line.params.times === 1 ? 'pause' : 'pauses'}, ${spanText(line.params.minutes / 60, 'en')} in all.`
    case 'due.standsStill':
      return `Stands still since ${at(line.params.since)}: ${line.params.reason}.`
    case 'due.promise':
      return 'This is a promise to the customer; no suspension stops it.'
  }
}

/** Weekday, day and minute of a moment, as texts about due times say it. */
export function momentText(ms: EpochMs, zone: string, language: DueLanguage): string {
  const day = dayOf(ms, zone)
  const minute = minuteOf(ms, zone)
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const weekday = WEEKDAYS[language][weekdayOf(day) - 1]
  return language === 'en' ? `${weekday} ${monthDay(day, 'en')}, ${time}` : `${monthDay(day, 'zh-CN')}${weekday}${time}`
}

function monthDay(day: EpochDay, language: DueLanguage): string {
  const d = new Date(day * 86_400_000)
  const month = d.getUTCMonth()
  return language === 'en' ? `${d.getUTCDate()} ${MONTHS[month]}` : `${month + 1}月${d.getUTCDate()}日`
}

function date(day: IsoDate, language: DueLanguage): string {
  return monthDay(parseDay(day), language)
}

/** Days in a row are joined: 10月1日至8日 would hide a month's end, so both ends are written in full. */
function dates(days: readonly IsoDate[], language: DueLanguage): string {
  const runs: [EpochDay, EpochDay][] = []
  for (const day of days.map(parseDay)) {
    const run = runs.at(-1)
    if (run && run[1] === day - 1) run[1] = day
    else runs.push([day, day])
  }
  const [to, and] = language === 'en' ? [' to ', ', '] : ['至', '、']
  return runs
    .map(([a, b]) => (a === b ? monthDay(a, language) : `${monthDay(a, language)}${to}${monthDay(b, language)}`))
    .join(and)
}

/** So many hours in words: 30 minutes, 24 hours, 1 hour 10 minutes. */
export function spanText(hours: number, language: DueLanguage): string {
  const minutes = Math.round(hours * 60)
  const h = Math.floor(minutes / 60)
  const m = minutes % 60
  const parts =
    language === 'en'
      ? [h > 0 && `${h} ${h === 1 ? 'hour' : 'hours'}`, (m > 0 || h === 0) && `${m} ${m === 1 ? 'minute' : 'minutes'}`]
      : [h > 0 && `${h}小时`, (m > 0 || h === 0) && `${m}分钟`]
  return parts.filter(Boolean).join(language === 'en' ? ' ' : '')
}
