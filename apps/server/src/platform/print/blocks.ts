import type { Line } from './lines.ts'
import {
  BODY,
  GREY,
  HAIR,
  heightOf,
  INK,
  LEFT,
  type Page,
  RIGHT,
  SMALL,
  STRONG,
  type TextStyle,
  WIDTH,
} from './page.ts'
import type { Block, FactsBlock, TableBlock } from './types.ts'

const ROW = heightOf(BODY)
const GAP = 11

/** Sets one block below what stands there already. */
export function setBlock(page: Page, block: Block): void {
  if (block.kind === 'facts') facts(page, block)
  else if (block.kind === 'text') text(page, block)
  else if (block.kind === 'notice') notice(page, block)
  else if (block.kind === 'checks') checks(page, block)
  else if (block.kind === 'table') table(page, block)
  else signatures(page, block.fields)
}

/** A heading stays with at least `with` points of what it heads. */
function heading(page: Page, title: string, withNext: number): void {
  page.y += GAP
  page.need(heightOf(STRONG) + 5 + withNext)
  page.doc.rect(LEFT, page.y + 3.2, 2.6, 9.6).fill(INK)
  page.line(page.lines(title, WIDTH, STRONG)[0], LEFT + 8, page.y, STRONG)
  page.y += heightOf(STRONG) + 3
}

const LABEL: TextStyle = { size: 9, weight: 400, colour: GREY }
const COLUMN = WIDTH / 2
const LABEL_WIDTH = 62
/** puts smaller type on the line of the text beside it */
const dropOf = (style: TextStyle) => (ROW - heightOf(style)) / 2 + (BODY.size - style.size) * 0.38
const LABEL_DROP = dropOf(LABEL)

function facts(page: Page, { facts: all }: FactsBlock): void {
  const rows: FactsBlock['facts'][number][][] = []
  for (const fact of all) {
    const row = rows.at(-1)
    if (!fact.wide && row?.length === 1 && !row[0]?.wide) row.push(fact)
    else rows.push([fact])
  }
  page.y += GAP - 4
  for (const row of rows) {
    const cells = row.map(({ label, value, wide }) => {
      const width = (wide || row.length === 1 ? WIDTH : COLUMN) - LABEL_WIDTH - 10
      return { label: page.lines(label, LABEL_WIDTH, LABEL), value: page.lines(value, width, BODY) }
    })
    for (let i = 0; i < Math.max(...cells.flatMap(({ label, value }) => [label.length, value.length])); i++) {
      page.need(ROW + 4)
      if (i === 0) page.y += 2
      cells.forEach(({ label, value }, n) => {
        page.line(label[i], LEFT + n * COLUMN, page.y + LABEL_DROP, LABEL)
        page.line(value[i], LEFT + n * COLUMN + LABEL_WIDTH, page.y, BODY)
      })
      page.y += ROW
    }
    page.y += 2
    page.rule(page.y)
  }
}

function text(page: Page, { title, text: said }: Extract<Block, { kind: 'text' }>): void {
  const lines = page.lines(said, WIDTH - 8, BODY)
  heading(page, title, ROW * Math.min(2, lines.length))
  flow(page, lines, LEFT + 8, BODY)
}

function flow(page: Page, lines: readonly Line[], x: number, style: TextStyle): void {
  for (const line of lines) {
    page.need(heightOf(style))
    page.line(line, x, page.y, style)
    page.y += heightOf(style)
  }
}

function notice(page: Page, { title, lines: said }: Extract<Block, { kind: 'notice' }>): void {
  const lines = said.flatMap((one) => page.lines(one, WIDTH - 24, BODY))
  page.y += GAP
  let left: readonly Line[] = lines
  for (let first = true; left.length > 0; first = false) {
    const head = first ? heightOf(STRONG) : 0
    page.need(head + 14 + ROW * Math.min(2, left.length))
    const fits = Math.max(1, Math.floor((page.room - head - 14) / ROW))
    const [here, later] = [left.slice(0, fits), left.slice(fits)]
    const height = head + here.length * ROW + 12
    page.doc
      .roundedRect(LEFT + 0.5, page.y, WIDTH - 1, height, 3)
      .lineWidth(1)
      .strokeColor(INK)
      .stroke()
    let y = page.y + 6
    if (first) {
      page.line(page.lines(title, WIDTH - 24, STRONG)[0], LEFT + 12, y, STRONG)
      y += head
    }
    for (const line of here) {
      page.line(line, LEFT + 12, y, BODY)
      y += ROW
    }
    page.y += height
    left = later
    if (left.length > 0) page.need(Number.POSITIVE_INFINITY)
  }
}

const BOX = 9
const MARK_WIDTH = 60

function checks(page: Page, { title, items }: Extract<Block, { kind: 'checks' }>): void {
  heading(page, title, ROW + 4)
  for (const { text: said, mark, ticked } of items) {
    const lines = page.lines(said, WIDTH - 34 - MARK_WIDTH, BODY)
    page.need(Math.min(lines.length, 3) * ROW + 3)
    const top = page.y + (ROW - BOX) / 2
    page.doc
      .rect(LEFT + 8, top, BOX, BOX)
      .lineWidth(0.8)
      .strokeColor(INK)
      .stroke()
    if (ticked)
      page.doc
        .moveTo(LEFT + 10, top + 4.6)
        .lineTo(LEFT + 12, top + 7)
        .lineTo(LEFT + 15.4, top + 2)
        .lineWidth(1.4)
        .stroke()
    page.line(
      page.lines(mark, MARK_WIDTH, SMALL)[0],
      RIGHT - MARK_WIDTH,
      page.y + dropOf(SMALL),
      SMALL,
      'right',
      MARK_WIDTH,
    )
    flow(page, lines, LEFT + 25, BODY)
    page.y += 3
  }
}

const PAD = 5

function table(page: Page, block: TableBlock): void {
  const shares = block.columns.reduce((sum, { share }) => sum + share, 0)
  let x = LEFT
  const columns = block.columns.map((column) => {
    const width = (WIDTH * column.share) / shares
    const at = { ...column, x, width }
    x += width
    return at
  })
  heading(page, block.title, 3 * (ROW + 6))
  const head = () => {
    page.doc.rect(LEFT, page.y, WIDTH, ROW + 2).fill('#efefef')
    row(
      block.columns.map(({ title }) => title),
      { ...LABEL, colour: INK },
      1,
    )
    page.rule(page.y, INK, 0.7)
  }
  const row = (cells: readonly string[], style: TextStyle, pad: number) => {
    const set = columns.map(({ width }, n) => page.lines(cells[n] ?? '', width - 2 * PAD, style))
    const count = Math.max(...set.map((lines) => lines.length))
    const height = count * ROW + 2 * pad
    if (height <= page.room || height > page.room + 3 * ROW) {
      // it fits, or so much of it is left that it may as well begin here
    } else if (page.need(height)) head()
    page.y += pad
    for (let i = 0; i < count; i++) {
      if (page.need(ROW)) head()
      columns.forEach(({ x: at, width, right }, n) => {
        page.line(set[n]?.[i], at + PAD, page.y, style, right ? 'right' : 'left', width - 2 * PAD)
      })
      page.y += ROW
    }
    page.y += pad
  }
  head()
  for (const cells of block.rows) {
    row(cells, BODY, 2)
    page.rule(page.y)
  }
  for (let i = 0; i < (block.blank ?? 0); i++) {
    if (page.need(ROW + 8)) head()
    page.y += ROW + 8
    page.rule(page.y, HAIR)
  }
  if (block.sum) {
    row(block.sum, STRONG, 2)
    page.rule(page.y, INK, 0.7)
  }
}

const FIELD_HEIGHT = 50

function signatures(page: Page, fields: readonly string[]): void {
  const columns = Math.min(3, fields.length)
  const rows = Math.ceil(fields.length / columns)
  page.y += GAP + 4
  page.need(rows * FIELD_HEIGHT)
  const gap = 18
  const width = (WIDTH - gap * (columns - 1)) / columns
  fields.forEach((field, n) => {
    const x = LEFT + (n % columns) * (width + gap)
    const y = page.y + Math.floor(n / columns) * FIELD_HEIGHT
    page.rule(y + 32, INK, 0.7, x, x + width)
    page.line(page.lines(field, width, SMALL)[0], x, y + 34, SMALL)
  })
  page.y += rows * FIELD_HEIGHT
}
