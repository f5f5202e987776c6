import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseClock, resumeClock, startClock } from './clock.ts'
import type { ClockSpec } from './clock-state.ts'
import { explainDue } from './explain.ts'
import { dueText } from './explain-text.ts'
import type { Target } from './target.ts'
import { at, ctx, ZONE } from './testing/context.ts'

const spec = (target: Target, kind: ClockSpec['kind'] = 'internal'): ClockSpec => ({
  name: 'x',
  kind,
  target,
  warn: [],
  escalate: [],
})
const both = (clock: ReturnType<typeof startClock>) => {
  const lines = explainDue(clock, ctx)
  return [dueText(lines, 'zh-CN', ZONE), dueText(lines, 'en', ZONE)]
}

test('working days across the National Day holiday', () => {
  assert.deepEqual(both(startClock(spec({ kind: 'workingDays', days: 3 }), at('2026-09-30 16:20'), ctx)), [
    '应于10月10日星期六18:00前完成。自9月30日的次日起算（当日不计），第3个工作日的18:00到期。' +
      '其中10月1日至10月2日、10月5日至10月7日放假，不计。10月10日为调休上班日，计入。',
    'Due Saturday 10 Oct, 18:00. End (18:00) of working day 3 after 30 Sep; the day of arrival does not count. ' +
      'Public holidays not counted: 1 Oct to 2 Oct, 5 Oct to 7 Oct. Make-up workdays counted: 10 Oct.',
  ])
})

test('a promise says that nothing stops it; arrival on a day off says so', () => {
  assert.deepEqual(
    both(startClock(spec({ kind: 'elapsedHours', hours: 24 }, 'promise'), at('2026-03-02 09:05'), ctx)),
    [
      '应于3月3日星期二09:05前完成。自3月2日星期一09:05起24小时，昼夜、节假日连续计时。此为对客户的承诺时限，不因挂起而暂停。',
      'Due Tuesday 3 Mar, 09:05. 24 hours from Monday 2 Mar, 09:05, counted day and night, holidays included. ' +
        'This is a promise to the customer; no suspension stops it.',
    ],
  )
  const [zh, en] = both(startClock(spec({ kind: 'workingDays', days: 1 }), at('2026-03-07 09:00'), ctx))
  assert.match(zh as string, /3月7日为休息日，/)
  assert.match(en as string, /after 7 Mar, a day off;/)
})

test('pauses and unpublished years', () => {
  const s = spec({ kind: 'openingHours', hours: 1.5 })
  const paused = pauseClock(startClock(s, at('2026-03-02 09:00'), ctx), at('2026-03-02 09:30'), '等待配件')
  assert.match(
    both(paused).join(),
    /自3月2日星期一09:30起暂停计时：等待配件。.*Stands still since Monday 2 Mar, 09:30: 等待配件\./,
  )
  const on = resumeClock(s, paused, at('2026-03-02 11:00'), ctx)
  assert.match(both(on).join(), /期间暂停1次，共1小时30分钟，已顺延。.*Moved by 1 pause, 1 hour 30 minutes in all\./)
  const far = startClock(spec({ kind: 'workingDays', days: 5 }), at('2026-12-30 09:00'), ctx)
  assert.match(both(far).join(), /2027年的工作日安排尚未公布.*最早为1月4日.*not published yet.*Monday 4 Jan, 18:00/)
})

test('a day that was agreed', () => {
  assert.deepEqual(both(startClock(spec({ kind: 'onDate', day: '2026-03-20' }), at('2026-03-02 09:05'), ctx)), [
    '应于3月20日星期五18:00前完成。约定的日期是3月20日，当日18:00到期；当日上班时提醒。',
    'Due Friday 20 Mar, 18:00. The day agreed on is 20 Mar; due at its end (18:00), with a reminder that morning.',
  ])
})

test('what a timer does is done by the system, nobody owes it', () => {
  assert.match(
    both(startClock(spec({ kind: 'elapsedHours', hours: 168 }, 'timer'), at('2026-03-02 09:00'), ctx)).join(),
    /^到时间由系统自动办理：3月9日星期一09:00。.*,Done by the system on Monday 9 Mar, 09:00\./,
  )
})
