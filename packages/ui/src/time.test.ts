import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAndTime, dayName, dueText, setTimeZone, spanText } from './time.ts'

setTimeZone('Asia/Shanghai')
const at = (text: string) => new Date(`${text}+08:00`)
const now = at('2026-05-03T13:48:00')

test('a due time says how long is left and until when', () => {
  assert.equal(dueText(at('2026-05-03T17:00:00'), now, 'zh-CN'), '还剩 3 小时 12 分（今天 17:00 前）')
  assert.equal(dueText(at('2026-05-03T17:00:00'), now, 'en'), '3 h 12 min left (by 17:00 today)')
  assert.equal(dueText(at('2026-05-04T00:00:00'), now, 'zh-CN'), '还剩 10 小时 12 分（明天 00:00 前）')
})

test('an overdue one says by how much', () => {
  assert.equal(dueText(at('2026-05-03T13:40:00'), now, 'zh-CN'), '已超时 8 分钟（应于今天 13:40 前）')
  assert.equal(dueText(at('2026-05-02T12:00:00'), now, 'en'), '1 d 1 h overdue (was due 12:00 yesterday)')
})

test('spans show two units and never round up', () => {
  const cases: [number, string][] = [
    [59_999, '不到 1 分钟'],
    [60_000, '1 分钟'],
    [3_599_999, '59 分钟'],
    [3_600_000, '1 小时'],
    [86_399_999, '23 小时 59 分'],
    [86_400_000 + 59 * 60_000, '1 天'],
    [2 * 86_400_000 + 5 * 3_600_000, '2 天 5 小时'],
  ]
  for (const [span, text] of cases) assert.equal(spanText(span, 'zh-CN'), text)
})

test('days are those of the community, whatever the device thinks', () => {
  assert.equal(dayName(at('2026-05-02T23:59:00'), at('2026-05-03T00:01:00'), 'zh-CN'), '昨天')
  assert.equal(dayAndTime(at('2026-05-01T08:05:00'), now, 'zh-CN'), '5月1日 08:05')
  assert.equal(dayName(at('2025-12-31T08:00:00'), now, 'zh-CN'), '2025年12月31日')
  assert.equal(dayName(at('2026-05-09T08:00:00'), now, 'en'), '9 May')
  setTimeZone('America/New_York')
  assert.equal(dayName(at('2026-05-03T06:00:00'), now, 'zh-CN'), '昨天')
  setTimeZone('Asia/Shanghai')
})
