/**
 * Text as search sees it: compatibility forms folded (full-width letters and digits), lower case, white space as one
 * blank.
 */
export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * Every pair of neighbouring characters of a normalized text, as one 32-bit number each, without doubles. Two pairs may
 * share a number; whoever searches looks at the text too. Chinese has no blanks between words, so pairs are the smallest
 * thing that people search for.
 */
export function gramsOf(text: string): number[] {
  const points = Array.from(text, (character) => character.codePointAt(0) as number)
  const grams = new Set<number>()
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i] as number, points[i + 1] as number]
    if (a !== 32 && b !== 32) grams.add((Math.imul(a, 0x9e3779b1) ^ b) | 0)
  }
  return [...grams]
}
