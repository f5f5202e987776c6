/** One document within a print: pages are counted within it, each begins on a page of its own. */
export interface Paper {
  /** whose paper it is, large in the corner where people look for the company */
  issuer: string
  /** in smaller letters below it, such as community and service phone */
  about: string
  title: string
  /** the number by which people ask for it, such as GD100012 */
  number: string
  /** which copy this is, such as 原件 */
  copy: string
  /** an address and what scanning it does */
  qr: { text: string; caption: string } | null
  blocks: readonly Block[]
  /** at the foot of every page, left of the page number */
  foot: string
  /** `{page}` and `{pages}` are filled in */
  pageNumber: string
  /** said at the end where a character had no glyph; `{characters}` is filled in */
  missingGlyphs: string
}

/** A part of a paper, below the one before it; what does not fit goes on on the next page, cut between lines only. */
export type Block =
  | FactsBlock
  | { kind: 'text'; title: string; text: string }
  /** in a frame, what nobody may overlook */
  | { kind: 'notice'; title: string; lines: readonly string[] }
  | { kind: 'checks'; title: string; items: readonly { text: string; mark: string; ticked: boolean }[] }
  | TableBlock
  /** kept together on one page: somebody signs there */
  | { kind: 'signatures'; fields: readonly string[] }

export interface FactsBlock {
  kind: 'facts'
  /** in two columns, a `wide` one across both */
  facts: readonly { label: string; value: string; wide?: boolean }[]
}

export interface TableBlock {
  kind: 'table'
  title: string
  /** `share`: of the width, in parts of the sum of all */
  columns: readonly { title: string; share: number; right?: boolean }[]
  rows: readonly (readonly string[])[]
  /** empty rows to write into by hand */
  blank?: number
  /** the last line, in bold */
  sum?: readonly string[]
}

export interface PrintJob {
  papers: readonly Paper[]
  /** in the file's properties */
  title: string
  /** BCP 47 */
  language: string
  madeAt: Date
}
