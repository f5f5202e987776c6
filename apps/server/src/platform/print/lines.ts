import type { Faces, Weight } from './faces.ts'

/** A stretch of a line in one font file. Widths in points. */
export interface Piece {
  font: string
  text: string
  width: number
}
export interface Line {
  pieces: readonly Piece[]
  width: number
}

export interface Type {
  /** points */
  size: number
  weight: Weight
}

// what may not begin a line, and what may not end one (GB/T 15834)
const CLOSING = /^[，。、；：！？）」』】》〉”’…·—～％‰℃,.;:!?)\]}%]$/u
const OPENING = /^[（「『【《〈“‘([{￥¥]$/u
/** characters between which a line may break: Chinese, Japanese and full-width forms */
const WIDE = /[⺀-鿿豈-﫿＀-￯\u{20000}-\u{3ffff}]/u
/** takes no place and has no glyph: controls, joiners, marks of direction, variation selectors */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu

/**
 * Breaks a text into lines no wider than `width`: between Chinese characters and at blanks, a word only where it is wider
 * than the line; no line begins with closing punctuation or ends with opening. A line feed ends a line.
 */
export function linesOf(text: string, width: number, type: Type, faces: Faces): Line[] {
  const paragraphs = text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(INVISIBLE, '').split('\n')
  return paragraphs.flatMap((paragraph) => wrap(unitsOf(paragraph), width, type, faces))
}

function wrap(units: readonly string[], width: number, type: Type, faces: Faces): Line[] {
  const lines: Line[] = []
  let line: Piece[] = []
  let used = 0
  const finish = () => {
    lines.push({ pieces: line, width: used })
    line = []
    used = 0
  }
  const put = (unit: string) => {
    const pieces = piecesOf(unit, type, faces)
    const wide = pieces.reduce((sum, piece) => sum + piece.width, 0)
    if (used + wide > width) {
      if (used > 0) finish()
      if (unit.trim() === '') return
      const characters = [...unit]
      if (wide > width && characters.length > 1) return characters.forEach(put)
    }
    line = joined(line, pieces)
    used += wide
  }
  units.forEach(put)
  finish()
  return lines
}

/** What stays together: a word, a run of blanks, a Chinese character with the punctuation that belongs to it. */
function unitsOf(text: string): string[] {
  const units: string[] = []
  let last: 'wide' | 'word' | 'blank' | 'opening' | undefined
  for (const character of text) {
    const kind = character === ' ' || character === '\u3000' ? 'blank' : WIDE.test(character) ? 'wide' : 'word'
    const joins =
      last !== undefined &&
      (last === 'opening' || (last !== 'blank' && CLOSING.test(character)) || (kind === last && kind !== 'wide'))
    if (joins) units[units.length - 1] += character
    else units.push(character)
    last = OPENING.test(character) ? 'opening' : kind
  }
  return units
}

function piecesOf(text: string, { size, weight }: Type, faces: Faces): Piece[] {
  const runs: { font: string; text: string }[] = []
  for (const asked of text) {
    const { font, character } = faces.choose(asked, weight)
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs.map((run) => ({ ...run, width: faces.widthOf(run.font, run.text) * size }))
}

function joined(line: Piece[], pieces: readonly Piece[]): Piece[] {
  const [first, ...rest] = pieces
  const last = line.at(-1)
  if (!first || !last || last.font !== first.font) return [...line, ...pieces]
  last.text += first.text
  last.width += first.width
  return [...line, ...rest]
}
