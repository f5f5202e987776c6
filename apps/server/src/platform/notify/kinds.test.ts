import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NoticeText } from '@sims/contracts'
import { DEFAULT_DEFINITIONS } from '#platform/process'
import { noticeKind, noticeKinds, stepNotices } from './kinds.ts'
import { mailText } from './mail-text.ts'
import { textFaults } from './text-faults.ts'
import { DEFAULT_TEXTS } from './text-rule.ts'
import { type Described, noticeWords } from './texts.ts'

const record: Described = {
  number: 'BX100234',
  kind: { 'zh-CN': '报修', en: 'Repair' },
  category: { 'zh-CN': '水管漏水', en: 'Leaking pipe' },
  place: '3栋2单元1501',
}
const params = {
  seq: 4,
  clock: { 'zh-CN': '首次响应', en: 'First response' },
  dueAt: '2026-03-03T09:00:00+08:00',
  level: 2,
  call: 3,
  year: 2027,
  process: { 'zh-CN': '报修流程', en: 'Repair request' },
  until: '2026-03-20',
  hook: 'CRM',
}

test('every notice that a process orders has a text', () => {
  const ordered = Object.values(DEFAULT_DEFINITIONS).flatMap((definition) =>
    definition.steps.flatMap((step) =>
      step.effects.flatMap(({ params: { notice } }) => (notice ? [String(notice)] : [])),
    ),
  )
  assert.ok(ordered.length > 10)
  for (const kind of [
    ...ordered,
    'clockWarned',
    'clockBreached',
    'clockEscalated',
    'dutyRung',
    'calendarMissing',
    'exceptionEnded',
    'hookPaused',
  ])
    assert.doesNotThrow(() => noticeKind(kind), kind)
  assert.throws(() => noticeKind('requestForgotten'), /no text/)
})

for (const [kind, text] of DEFAULT_TEXTS) {
  test(`${kind} reads whole in both languages`, () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const { title, body } = noticeWords({ text, record, params }, locale, 'Asia/Shanghai')
      for (const text of [title, body]) {
        assert.match(text, /\S/)
        assert.doesNotMatch(text, /[{}]|undefined|null/)
        assert.equal(/\p{Script=Han}/u.test(text.replace(record.place, '')), locale === 'zh-CN', text)
      }
    }
    assert.deepEqual(textFaults(text, kind), [])
  })
}

test('steps may order what tells of a record and nothing else', () => {
  assert.deepEqual(
    [...noticeKinds.keys()].filter((kind) => !stepNotices.has(kind)),
    [
      ...['residencyClaimed', 'residencyVerified', 'residencyRefused', 'proxyNamed', 'proxyEnded', 'residencyEnded'],
      ...['clockWarned', 'clockBreached', 'clockEscalated', 'dutyRung', 'hookPaused', 'calendarMissing'],
      'exceptionEnded',
      ...['backupFailed', 'drillFailed'],
    ],
  )
})

test('a text that could not be understood is refused, each fault by its place and its placeholder', () => {
  const faultsOf = (kind: string, change: Partial<NoticeText>) =>
    textFaults({ ...(DEFAULT_TEXTS.get(kind) as NoticeText), ...change }, kind).map(({ path, code, params }) => [
      path,
      code,
      params?.placeholder,
    ])
  const title = { 'zh-CN': '{kind}已收到', en: '  ' }
  const body = { 'zh-CN': '单号｛number｝，{phone}，{due}，{number', en: 'We have {number}} <b>{ place }</b>' }
  assert.deepEqual(faultsOf('requestReceived', { title, body }), [
    ['body.zh-CN', 'texts.unknownPlaceholder', '｛number｝'],
    ['body.zh-CN', 'texts.unknownPlaceholder', '{phone}'],
    ['body.zh-CN', 'texts.unknownPlaceholder', '{due}'],
    ['body.zh-CN', 'texts.unknownPlaceholder', '{number'],
    ['body.zh-CN', 'texts.placeholderLost', '{number}'],
    ['title.en', 'texts.empty', undefined],
    ['body.en', 'texts.unknownPlaceholder', '}'],
    ['body.en', 'texts.unknownPlaceholder', '{ place }'],
  ])
  assert.deepEqual(faultsOf('clockWarned', { body: { 'zh-CN': '{number}', en: '{number} is due {due}' } }), [
    ['body.zh-CN', 'texts.placeholderLost', '{due}'],
  ])
  assert.deepEqual(faultsOf('calendarMissing', { title: { 'zh-CN': '{number} {year}', en: 'Two\nlines {year}' } }), [
    ['title.zh-CN', 'texts.unknownPlaceholder', '{number}'],
    ['title.en', 'texts.oneLine', undefined],
  ])
  assert.deepEqual(faultsOf('dutyRung', { mail: false }), [['mail', 'texts.mailByChain', undefined]])
  assert.deepEqual(faultsOf('requestNew', { mail: true }), [])
})

test('what a value holds is text: neither a placeholder nor a pattern', () => {
  const odd = { ...record, number: '$&{place}', place: '{number}' }
  const words = noticeWords({ text: noticeKind('orderUrged'), record: odd, params }, 'zh-CN', 'Asia/Shanghai')
  assert.equal(words.body, '工单 $&{place}（水管漏水，{number}）请尽快处理。')
})

test('a breach says what, where and when, in the organization’s time', () => {
  const zh = noticeWords({ text: noticeKind('clockBreached'), record, params }, 'zh-CN', 'Asia/Shanghai')
  assert.equal(zh.title, '首次响应已超时')
  assert.equal(zh.body, 'BX100234（水管漏水，3栋2单元1501）的首次响应已于 3月3日 09:00 到期，现已超时，请立即处理。')
  const en = noticeWords({ text: noticeKind('clockBreached'), record, params }, 'en', 'Asia/Shanghai')
  assert.equal(
    en.body,
    'First response of BX100234 (Leaking pipe, 3栋2单元1501) was due 3 March, 09:00. Please act at once.',
  )
})

test('a mail cannot be made to carry foreign markup', () => {
  const { html, subject, text } = mailText({
    organization: '<b>$&</b>',
    title: '"T" & <script>',
    body: '<img src=x>',
    link: 'https://sims.example/requests/1',
    locale: 'zh-CN',
  })
  assert.doesNotMatch(html, /<script>|<img|<b>/)
  assert.equal(subject, '【<b>$&</b>】"T" & <script>')
  assert.match(text, /查看详情: https:\/\/sims\.example\/requests\/1/)
})
