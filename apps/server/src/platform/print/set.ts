import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { fill } from '#kernel'
import { setBlock } from './blocks.ts'
import { Faces } from './faces.ts'
import { GREY, heightOf, INK, LEFT, Page, RIGHT, SMALL, type TextStyle, WIDTH } from './page.ts'
import type { Paper, PrintJob } from './types.ts'

const ISSUER: TextStyle = { size: 13, weight: 700 }
const TITLE: TextStyle = { size: 20, weight: 700 }
const NUMBER: TextStyle = { size: 15, weight: 700 }
const COPY: TextStyle = { size: 9.5, weight: 700 }
const QR_SIZE = 84

/** Sets papers on A4 pages, one after the other, and gives the bytes of the PDF. */
export async function setPapers({ papers, title, language, madeAt }: PrintJob): Promise<Uint8Array> {
  const doc = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    lang: language,
    info: { Title: title, Creator: 'SIMS', Producer: 'SIMS', CreationDate: madeAt, ModDate: madeAt },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const faces = new Faces(doc)
  for (const paper of papers) setPaper(doc, faces, paper)
  doc.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

function setPaper(doc: InstanceType<typeof PDFDocument>, faces: Faces, paper: Paper): void {
  faces.missing.clear()
  const first = doc.bufferedPageRange().count
  const page = new Page(doc, faces, (next) => {
    const [line] = next.lines(`${paper.issuer} · ${paper.title} ${paper.number} · ${paper.copy}`, WIDTH, SMALL)
    next.line(line, LEFT, next.y, SMALL)
    next.rule(next.y + heightOf(SMALL) + 4, INK, 0.7)
  })
  head(page, paper)
  for (const block of paper.blocks) setBlock(page, block)
  // the first thing that asks for a character finds it missing, and the foot of a page asks for none that is rare
  if (faces.missing.size > 0) {
    const listed = [...faces.missing].slice(0, 20).map(pointOf).join(' ')
    const lines = page.lines(fill(paper.missingGlyphs, { characters: listed }), WIDTH, SMALL)
    page.y += 6
    for (const line of lines) {
      page.need(heightOf(SMALL))
      page.line(line, LEFT, page.y, SMALL)
      page.y += heightOf(SMALL)
    }
  }
  const pages = doc.bufferedPageRange().count - first
  for (let i = 0; i < pages; i++) {
    doc.switchToPage(first + i)
    page.foot(paper.foot, fill(paper.pageNumber, { page: String(i + 1), pages: String(pages) }))
  }
}

/** What stands for a character that cannot be shown, such as U+20BB7. */
const pointOf = (character: string) =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`

function head(page: Page, paper: Paper): void {
  const width = paper.qr ? WIDTH - QR_SIZE - 14 : WIDTH
  const top = page.y
  for (const line of page.lines(paper.issuer, width, ISSUER).slice(0, 2)) {
    page.line(line, LEFT, page.y, ISSUER)
    page.y += heightOf(ISSUER)
  }
  for (const line of page.lines(paper.about, width, SMALL).slice(0, 2)) {
    page.line(line, LEFT, page.y, SMALL)
    page.y += heightOf(SMALL)
  }
  page.y += 8
  const [title] = page.lines(paper.title, width, TITLE)
  const [number] = page.lines(paper.number, width, NUMBER)
  const [copy] = page.lines(paper.copy, width, COPY)
  const centred = (style: TextStyle) => page.y + (heightOf(TITLE) - heightOf(style)) / 2
  page.line(title, LEFT, page.y, TITLE)
  let x = LEFT + (title?.width ?? 0) + 12
  page.line(number, x, centred(NUMBER) + 1.5, NUMBER)
  x += (number?.width ?? 0) + 14
  page.doc
    .roundedRect(x, centred(COPY) - 0.5, (copy?.width ?? 0) + 14, heightOf(COPY) + 2, 3)
    .lineWidth(0.9)
    .strokeColor(INK)
    .stroke()
  page.line(copy, x + 7, centred(COPY) + 0.5, COPY)
  page.y += heightOf(TITLE)
  if (paper.qr) {
    drawQr(page, paper.qr.text, RIGHT - QR_SIZE, top - 2)
    const [caption] = page.lines(paper.qr.caption, QR_SIZE + 30, CAPTION)
    page.line(caption, RIGHT - QR_SIZE - 15, top + QR_SIZE, CAPTION, 'centre', QR_SIZE + 30)
    page.y = Math.max(page.y, top + QR_SIZE + heightOf(CAPTION))
  }
  page.y += 3
  page.rule(page.y, INK, 1.2)
}
const CAPTION: TextStyle = { size: 7.5, weight: 400, colour: GREY }

/** As rectangles, so that it stays sharp in any print; with the four blank modules around it that ISO/IEC 18004 asks for. */
function drawQr(page: Page, text: string, x: number, y: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const module = QR_SIZE / (modules.size + 8)
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) page.doc.rect(x + (column + 4) * module, y + (row + 4) * module, module, module)
  page.doc.fill('#000000')
}
