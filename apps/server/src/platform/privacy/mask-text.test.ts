import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskText } from './mask-text.ts'

const CASES: Record<string, string> = {
  '请打13812345678，谢谢': '请打138****5678，谢谢',
  '138 1234 5678或138-1234-5679': '138****5678或138****5679',
  '13812345678/13912345679': '138****5678/139****5679',
  '+86 13812345678': '138****5678',
  '８６１３８１２３４５６７８': '138****5678',
  '１３８１２３４５６７８': '138****5678',
  一三八一二三四五六七八: '138****5678',
  第一13812345678: '第一138****5678',
  幺三八零零零零五六七八: '138****5678',
  一二三四五六七八九零: '一二三四五六七八九零',
  '电话010-62345678转801': '电话010-****5678转801',
  '(0571)88881234': '0571-****1234',
  '座机：88881234': '座机：****1234',
  水表读数88881234: '水表读数88881234',
  '身份证11010119900101123X。': '身份证1****************X。',
  '身份证 110101 19900101 1234': '身份证 1****************4',
  老身份证110101900101123: '老身份证1*************3',
  '卡号6222 0212 3456 7894': '卡号************7894',
  单号6222021234567891不是卡: '单号6222021234567891不是卡', // wrong check digit
  护照号E12346789: '护照号E****6789',
  '邮箱 li.lei@example.com.cn，': '邮箱 l***@example.com.cn，',
  '邮箱ｌｉ＠example.com': '邮箱l***@example.com',
  京A12388挡路了: '京A·***88挡路了',
  '京A·D12388 堵门': '京A·****88 堵门',
  工单WX20240113812345678: '工单WX20240113812345678',
  '2024-01-13 12:34:56 的 1501 室漏水 😀': '2024-01-13 12:34:56 的 1501 室漏水 😀',
  '': '',
}

test('masks what identifies people in free text and nothing else', () => {
  for (const [text, expected] of Object.entries(CASES)) assert.equal(maskText(text), expected, text)
})

test('masking twice changes nothing', () => {
  for (const text of Object.keys(CASES)) assert.equal(maskText(maskText(text)), maskText(text), text)
})

test('hostile texts stay linear', () => {
  const started = process.cpuUsage()
  for (const piece of ['1', 'a@', 'a.', '0571-', '1 ', '京A', '电话', '一'])
    maskText(piece.repeat(100_000 / piece.length))
  const { user } = process.cpuUsage(started)
  assert.ok(user < 4_000_000, `${user} µs`)
})
