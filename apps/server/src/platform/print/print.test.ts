import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#kernel'
import { printPapers } from './print.ts'
import { likeness, type PrintedPage, pagesOf, scan } from './testing.ts'
import type { Block, Paper, PrintJob } from './types.ts'

// Prints are looked at as pictures: text can be read out of a PDF whose pages are blank.

const paper = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  issuer: '云和物业服务有限公司',
  about: '桂花苑 · 服务电话 021-5555 0100',
  title: '工单',
  number: 'GD100012',
  copy: '原件',
  qr: { text: 'https://sims.example.com/orders/01900000-0000-7000-8000-000000000001', caption: '扫码打开工单' },
  blocks,
  foot: '打印：李晓兰 2026-03-02 09:12',
  pageNumber: '第 {page} 页 / 共 {pages} 页',
  missingGlyphs: '“〓”处的字不在字库中（{characters}）。',
  ...more,
})
const job = (papers: readonly Paper[]): PrintJob => ({
  papers,
  title: '工单',
  language: 'zh-CN',
  madeAt: new Date('2026-03-02T01:12:00Z'),
})
const printed = async (...papers: Paper[]) =>
  (await pagesOf(await printPapers(job(papers)))) as [PrintedPage, ...PrintedPage[]]
const said = (text: string): Block => ({ kind: 'text', title: '内容', text })

/** The ink of every line is that of its text: nothing blank, no boxes, no other characters. */
function assertLegible(pages: readonly PrintedPage[]) {
  for (const page of pages)
    for (const one of page.said) {
      const right = likeness(page, one, one.text)
      assert.ok(right > 0.5, `${one.text}: ${right}`)
      const boxes = likeness(page, one, '囗'.repeat([...one.text].length))
      assert.ok(boxes < right - 0.1, `${one.text} looks like boxes: ${boxes} to ${right}`)
    }
}

test('every kind of block is legible on paper, and the code is read by a camera', async () => {
  const [page, ...more] = await printed(
    paper([
      {
        kind: 'facts',
        facts: [
          { label: '类别', value: '室内维修' },
          { label: '状态', value: '已派单' },
          { label: '地点', value: '桂花苑 3栋2单元1501 主卧阳台', wide: true },
        ],
      },
      said('王喆、翀、堃、祎在家；漢字繁體，ABC xyz 0123456789，￥50～60㎡，“引号”——破折号……'),
      { kind: 'notice', title: '安全提示', lines: ['高处作业须系安全带。'] },
      { kind: 'checks', title: '作业清单', items: [{ text: '关闭阀门', mark: '必查', ticked: true }] },
      {
        kind: 'table',
        title: '报价',
        columns: [
          { title: '项目', share: 3 },
          { title: '金额', share: 1, right: true },
        ],
        rows: [['检修', '¥80.00']],
        blank: 2,
        sum: ['合计', '¥80.00'],
      },
      { kind: 'signatures', fields: ['处理人签字', '客户签字', '日期'] },
    ]),
  )
  assert.equal(more.length, 0)
  assertLegible([page])
  for (const text of [
    '云和物业服务有限公司',
    '王喆、翀、堃、祎在家',
    '漢字繁體',
    '关闭阀门',
    '¥80.00',
    '客户签字',
    '第 1 页 / 共 1 页',
  ])
    assert.ok(page.text.includes(text), text)
  assert.equal(scan(page), 'https://sims.example.com/orders/01900000-0000-7000-8000-000000000001')
})

test('rare characters come from their own font files; what no file has is 〓 and named at the end', async () => {
  const [page] = await printed(paper([said('陈俤家②号℃◎'), said('刘䶮、𠮷田先生😀')]))
  assertLegible([page])
  assert.ok(page.text.includes('陈俤家②号℃◎'))
  assert.ok(page.text.includes('刘〓、〓田先生〓'))
  assert.ok(page.text.includes('“〓”处的字不在字库中（U+4DAE U+20BB7 U+1F600）。'))
})

test('each paper names what is missing on it, and counts its own pages', async () => {
  const pages = await printed(paper([said('刘䶮')]), paper([said('刘䶮')], { number: 'GD100013' }), paper([said('王')]))
  assert.deepEqual(
    pages.map(({ text }) => text.includes('U+4DAE')),
    [true, true, false],
  )
  assert.ok(pages.every(({ text }) => text.includes('第 1 页 / 共 1 页')))
})

test('a long text goes on on the next page, whole, between the margins', async () => {
  const text = Array.from(
    { length: 90 },
    (_, i) => `第${i}件：${'阳台漏水（雨天明显），请带梯子与防水涂料。'.repeat(3)}`,
  ).join('\n')
  const pages = await printed(paper([said(text), { kind: 'signatures', fields: ['客户签字'] }]))
  assert.ok(pages.length > 3, `${pages.length} pages`)
  const all = pages.map((page) => page.text).join('')
  for (let i = 0; i < 90; i++) assert.ok(all.includes(`第${i}件：`), `line ${i}`)
  const without = all.replace(
    /云和物业服务有限公司 · 工单 GD100012 · 原件|打印：李晓兰 2026-03-02 09:12第 \d+ 页 \/ 共 \d+ 页/g,
    '',
  )
  assert.ok(without.includes(text.replaceAll('\n', '')), 'no character is lost or doubled')
  pages.forEach((page, n) => {
    assert.ok(page.text.includes(`第 ${n + 1} 页 / 共 ${pages.length} 页`))
    assert.ok(
      n === 0 || page.text.includes('云和物业服务有限公司 · 工单 GD100012 · 原件'),
      'the page says what it belongs to',
    )
    for (const one of page.said) {
      assert.ok(one.x > 80 && one.x + one.width < page.canvas.width - 80, `${one.text} in the margin`)
      assert.ok(one.y > 80 && one.y < page.canvas.height - 50, `${one.text} in the margin`)
    }
  })
})

test('no line begins with closing punctuation or ends with opening', async () => {
  const text = ['', '一', '一二', '一二三'].map((start) => start + '四五，（六七）。'.repeat(20)).join('\n')
  const [page] = await printed(paper([said(text)]))
  const lines = page.said.filter((one) => one.text.includes('六七'))
  assert.ok(lines.length > 12, `${lines.length} lines`)
  for (const one of lines) assert.doesNotMatch(one.text, /^[，）。]|（$/, one.text)
})

test('a word wider than the line is cut, a table row higher than a page goes on', async () => {
  const word = 'x'.repeat(400)
  const cell = '一二三四五六七八九十'.repeat(120)
  const columns = [
    { title: '甲', share: 1 },
    { title: '乙', share: 1 },
  ]
  const pages = await printed(paper([said(word), { kind: 'table', title: '表', columns, rows: [[cell, '右']] }]))
  const all = pages.map((page) => page.text).join('')
  assert.equal(all.match(/x/g)?.length, 400)
  assert.equal(all.match(/十/g)?.length, 120)
  for (const page of pages) for (const one of page.said) assert.ok(one.x + one.width < page.canvas.width - 80, one.text)
})

test('what has no place on paper is left out: controls, marks of direction, joiners', async () => {
  const [page] = await printed(paper([said('甲\u0007\u202e乙\u200d\ufe0f丙\r\n丁')]))
  assert.ok(page.text.includes('甲乙丙丁'))
  assert.ok(!page.text.includes('〓'))
})

test('a print that takes too much memory or time is refused, and the process goes on', async () => {
  const heavy = job([paper([said('很长'.repeat(200_000))])])
  const refused = (error: unknown) => error instanceof DomainError && error.code === 'print.tooHeavy'
  await assert.rejects(printPapers(heavy, { heapMegabytes: 16, timeout: 60_000 }), refused)
  await assert.rejects(printPapers(heavy, { heapMegabytes: 384, timeout: 1 }), refused)
  assert.equal((await printed(paper([said('短')]))).length, 1)
})
