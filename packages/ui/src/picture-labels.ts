import { box, LETTER, type PlacedState, widthOf } from './picture-layout.ts'

/** The names of an arrow, a line each: `x` is their middle, `y` the baseline of the first. */
export interface Label {
  x: number
  y: number
  lines: readonly string[]
}

interface Rect {
  left: number
  right: number
  top: number
  bottom: number
}

/** half a line up, half a line down, a whole line up … as far as a row of boxes is from the next */
const SHIFTS = [0, ...Array.from({ length: 16 }, (_, i) => ((i % 2 ? 1 : -1) * Math.ceil((i + 1) / 2) * LETTER) / 2)]

/**
 * Moves labels up or down until none covers another or a box; one that finds no place stays where it is. The first keep
 * their place, those after them give way. `size` is the height of a letter.
 */
export function spread<T extends Label>(labels: readonly T[], states: readonly PlacedState[], size: number): T[] {
  const taken = states.map(({ left, top }): Rect => ({ left, right: left + box.width, top, bottom: top + box.height }))
  return labels.map((label) => {
    const places = SHIFTS.map((shift) => ({ ...label, y: label.y + shift }))
    const free = places.find((place) => !taken.some((other) => meet(rectOf(place, size), other))) ?? label
    taken.push(rectOf(free, size))
    return free
  })
}

function rectOf({ x, y, lines }: Label, size: number): Rect {
  const half = Math.max(...lines.map((line) => widthOf(line, size))) / 2
  return { left: x - half, right: x + half, top: y - size, bottom: y + (lines.length - 1) * LETTER + size / 4 }
}

const meet = (a: Rect, b: Rect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
