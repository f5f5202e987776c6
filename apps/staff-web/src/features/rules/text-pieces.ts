import { BRACED, braced, type Locale, placeholderSamples, placeholdersOf } from '@sims/contracts/web'

export interface Piece {
  /** where it begins in the text */
  at: number
  text: string
  kind: 'plain' | 'value' | 'unknown'
}

/** A text as somebody will read it, its placeholders filled with examples; what cannot be filled in stays as it is. */
export function piecesOf(text: string, locale: Locale, noticeKind: string): Piece[] {
  const samples = new Map<string, string>(
    placeholdersOf(noticeKind).allowed.map((name) => [braced(name), placeholderSamples[name][locale]]),
  )
  const pieces: Piece[] = []
  let at = 0
  const plain = (end: number) => {
    if (end > at) pieces.push({ at, text: text.slice(at, end), kind: 'plain' })
  }
  for (const { 0: found, index } of text.matchAll(BRACED)) {
    plain(index)
    const sample = samples.get(found)
    pieces.push({ at: index, text: sample ?? found, kind: sample === undefined ? 'unknown' : 'value' })
    at = index + found.length
  }
  plain(text.length)
  return pieces
}
