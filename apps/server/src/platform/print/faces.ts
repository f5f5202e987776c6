import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'
import { unpackWoff } from './woff.ts'

const require = createRequire(import.meta.url)
const FAMILY = '@fontsource/noto-sans-sc'

export type Weight = 400 | 700

type Doc = InstanceType<typeof PDFDocument>
interface FontFile {
  hasGlyphForCodePoint(point: number): boolean
}

/** The character that stands where no font file has a glyph (〓, what a Chinese compositor sets for a missing type). */
export const STAND_IN = '〓'

interface Chosen {
  font: string
  character: string
}

interface Subset {
  name: string
  ranges: readonly (readonly [from: number, to: number])[]
}

/** The complete file has 7,947 characters: GB 2312, Latin, punctuation. Rarer ones lie in some hundred files by range. */
const COMPLETE = 'chinese-simplified'
const subsets: readonly Subset[] = Object.entries(readJson('unicode.json')).map(([key, ranges]) => ({
  name: key.replace(/[[\]]/g, ''),
  ranges: ranges.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  }),
}))

/**
 * Chooses the font file for each character: the complete Chinese one first, then the one of the family whose range holds
 * it. A file is opened when a character first asks for it, and becomes part of the PDF only then.
 */
export class Faces {
  /** characters that no file has, in the order in which they came; whoever begins a new paper empties it */
  readonly missing = new Set<string>()
  readonly #doc: Doc
  readonly #open = new Map<string, FontFile>()
  readonly #widths = new Map<string, number>()
  readonly #chosen = new Map<string, Chosen>()

  constructor(doc: Doc) {
    this.#doc = doc
  }

  /** Width of a text in a registered font, in points at a size of one point. */
  widthOf(font: string, text: string): number {
    const key = `${font} ${text}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      width = this.#doc.font(font).fontSize(1000).widthOfString(text) / 1000
      this.#widths.set(key, width)
    }
    return width
  }

  /** The registered name of the font to set a character in, and what to set. */
  choose(character: string, weight: Weight): Chosen {
    const key = `${weight}${character}`
    let chosen = this.#chosen.get(key)
    if (!chosen) {
      chosen = this.#find(character, weight)
      this.#chosen.set(key, chosen)
    }
    if (chosen.character !== character) this.missing.add(character)
    return chosen
  }

  #find(character: string, weight: Weight): Chosen {
    const point = character.codePointAt(0) as number
    for (const { name, ranges } of [{ name: COMPLETE, ranges: [[0, Infinity]] }, ...subsets] as readonly Subset[]) {
      const font = `${name}-${weight}`
      if (ranges.some(([from, to]) => from <= point && point <= to) && this.#has(font, point))
        return { font, character }
    }
    return { font: `${COMPLETE}-${weight}`, character: STAND_IN }
  }

  #has(font: string, point: number): boolean {
    const opened = this.#open.get(font) ?? this.#read(font)
    this.#open.set(font, opened)
    return opened.hasGlyphForCodePoint(point)
  }

  #read(font: string): FontFile {
    const woff = readFileSync(require.resolve(`${FAMILY}/files/noto-sans-sc-${font}-normal.woff`))
    this.#doc.registerFont(font, unpackWoff(woff))
    this.#doc.font(font)
    return (this.#doc as unknown as { _font: { font: FontFile } })._font.font
  }
}

function readJson(name: string): Record<string, string> {
  return JSON.parse(readFileSync(require.resolve(`${FAMILY}/${name}`), 'utf8'))
}
