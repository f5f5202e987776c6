import type PDFDocument from 'pdfkit'
import type { Faces } from './faces.ts'
import { type Line, linesOf, type Type } from './lines.ts'

type Doc = InstanceType<typeof PDFDocument>

// A4 in points (ISO 216: 210 × 297 mm)
export const PAPER_WIDTH = 595.28
const PAPER_HEIGHT = 841.89
export const LEFT = 45
export const RIGHT = PAPER_WIDTH - LEFT
export const WIDTH = RIGHT - LEFT
const TOP = 40
/** where the running head of further pages ends */
const UNDER_HEAD = 66
const BOTTOM = PAPER_HEIGHT - 56
const FOOT = PAPER_HEIGHT - 36

/** Height of a line against the size of its type: Chinese needs air between lines. */
const LEADING = 1.55

export const INK = '#111111'
export const GREY = '#5c5c5c'
export const HAIR = '#c4c4c4'

export interface TextStyle extends Type {
  colour?: string
}
export const BODY: TextStyle = { size: 10, weight: 400 }
export const STRONG: TextStyle = { size: 10, weight: 700 }
export const SMALL: TextStyle = { size: 8.5, weight: 400, colour: GREY }

export const heightOf = ({ size }: Type) => size * LEADING

/** One document in the making: where the next thing goes, and what begins a new page. */
export class Page {
  readonly doc: Doc
  readonly faces: Faces
  readonly #runningHead: (page: Page) => void
  y = TOP

  constructor(doc: Doc, faces: Faces, runningHead: (page: Page) => void) {
    this.doc = doc
    this.faces = faces
    this.#runningHead = runningHead
    doc.addPage({ size: [PAPER_WIDTH, PAPER_HEIGHT], margin: 0 })
  }

  get room(): number {
    return BOTTOM - this.y
  }

  /** Goes to the next page when this much does not fit here; answers whether it did. */
  need(height: number): boolean {
    if (height <= this.room) return false
    this.doc.addPage({ size: [PAPER_WIDTH, PAPER_HEIGHT], margin: 0 })
    this.y = TOP
    this.#runningHead(this)
    this.y = UNDER_HEAD
    return true
  }

  lines(text: string, width: number, style: TextStyle): Line[] {
    return linesOf(text, width, style, this.faces)
  }

  /** Sets one line with its top at `y`. `align` within `width` from `x`. */
  line(
    line: Line | undefined,
    x: number,
    y: number,
    style: TextStyle,
    align: 'left' | 'right' | 'centre' = 'left',
    width = 0,
  ) {
    if (!line) return
    const free = width - line.width
    let at = x + (align === 'left' ? 0 : align === 'right' ? free : free / 2)
    // the middle of a Chinese character lies 0.38 of its size above the baseline
    const baseline = y + heightOf(style) / 2 + style.size * 0.38
    this.doc.fillColor(style.colour ?? INK)
    for (const piece of line.pieces) {
      this.doc
        .font(piece.font)
        .fontSize(style.size)
        .text(piece.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += piece.width
    }
  }

  rule(y: number, colour = HAIR, thickness = 0.5, from = LEFT, to = RIGHT): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(thickness).strokeColor(colour).stroke()
  }

  /** What stands at the foot of the page that is now written on. */
  foot(left: string, right: string): void {
    this.rule(FOOT - 4)
    const [said] = this.lines(left, WIDTH - 120, SMALL)
    const [number] = this.lines(right, 120, SMALL)
    this.line(said, LEFT, FOOT, SMALL)
    this.line(number, RIGHT - 120, FOOT, SMALL, 'right', 120)
  }
}
