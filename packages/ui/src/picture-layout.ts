/** A definition as the API gives it; `x` and `y` order the boxes in columns and rows. `to: null`: stays where it is. */
export interface Picture {
  states: readonly { key: string; phase: string; names: { 'zh-CN': string; en: string }; x: number; y: number }[]
  steps: readonly { key: string; from: readonly string[]; to: string | null; names: { 'zh-CN': string; en: string } }[]
}

export interface PlacedState {
  key: string
  phase: string
  names: { 'zh-CN': string; en: string }
  left: number
  top: number
}

export interface PlacedArrow {
  /** empty for the arrow of a beginning */
  from: string
  to: string
  /** keys of the steps that it stands for */
  steps: string[]
  names: { 'zh-CN': string; en: string }[]
  path: string
  label: { x: number; y: number }
}

export const box = { width: 112, height: 42, gapX: 48, gapY: 56, margin: 16, arc: 26 }

/** the height of a line beside an arrow */
export const LETTER = 14
/** How far the handles of an arc lie from its boxes; the arc itself comes three quarters as far. */
const bowOf = (span: number) => box.arc + span / 40

/**
 * Where each box and arrow of a definition is drawn, in units of the SVG. A step that begins the process or stays in its
 * state has an arrow only when it is one of `marked`, by key.
 */
export function layOut(
  picture: Picture,
  marked: ReadonlySet<string> = new Set(),
): {
  states: PlacedState[]
  arrows: PlacedArrow[]
  width: number
  height: number
} {
  const columns = ranks(picture.states.map((state) => state.x))
  const rows = ranks(picture.states.map((state) => state.y))
  // the widest arc and its name above it stay inside
  const reach = (columns.size - 1) * (box.width + box.gapX)
  const gapY = between(picture)
  const space = box.margin + Math.ceil(0.75 * bowOf(reach)) + LETTER
  const states = picture.states.map((state) => ({
    key: state.key,
    phase: state.phase,
    names: state.names,
    left: box.margin + (columns.get(state.x) ?? 0) * (box.width + box.gapX),
    top: space + (rows.get(state.y) ?? 0) * (box.height + gapY),
  }))
  const at = new Map(states.map((state) => [state.key, state]))
  const arrows = new Map<string, PlacedArrow>()
  for (const step of picture.steps) {
    for (const from of step.from.length > 0 ? step.from : ['']) {
      const start = at.get(from)
      // one that is marked because it leads nowhere is drawn where it begins
      const end = at.get(step.to ?? from) ?? (marked.has(step.key) ? start : undefined)
      if (!end || (start ? start === end && !marked.has(step.key) : from !== '' || !marked.has(step.key))) continue
      const key = `${from} ${end.key}`
      const drawn = arrows.get(key) ?? { from, to: end.key, steps: [], names: [], ...route(start, end) }
      arrows.set(key, { ...drawn, steps: [...drawn.steps, step.key], names: [...drawn.names, step.names] })
    }
  }
  return {
    states,
    arrows: [...arrows.values()],
    width: 2 * box.margin + columns.size * (box.width + box.gapX) - box.gapX,
    height: 2 * space + rows.size * (box.height + gapY) - gapY,
  }
}

/** How far one row is from the next: as far as the names of one arrow between them, each in a line, need. */
function between({ states, steps }: Picture): number {
  const rowOf = new Map(states.map(({ key, y }) => [key, y]))
  const ways = steps.flatMap(({ from, to }) =>
    from.filter((start) => to !== null && rowOf.get(start) !== rowOf.get(to)).map((start) => `${start} ${to}`),
  )
  const most = Math.max(0, ...[...Map.groupBy(ways, (way) => way).values()].map((same) => same.length))
  return Math.max(box.gapY, (most + 1) * LETTER)
}

function ranks(values: number[]): Map<number, number> {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  return new Map(sorted.map((value, index) => [value, index]))
}

type Route = Pick<PlacedArrow, 'path' | 'label'>

/** Neighbours in a row by a straight line; others of the row by an arc, forwards above and back below; another row is entered from the side. */
function route(from: PlacedState | undefined, to: PlacedState): Route {
  if (!from) return entry(to)
  if (from === to) return loop(to)
  const middle = (state: PlacedState) => ({ x: state.left + box.width / 2, y: state.top + box.height / 2 })
  const [a, b] = [middle(from), middle(to)]
  if (from.top === to.top) {
    const forward = b.x > a.x
    if (forward && b.x - a.x <= box.width + box.gapX + 1) {
      const [start, end] = [from.left + box.width, to.left]
      return { path: `M${start} ${a.y}H${end}`, label: { x: (start + end) / 2, y: a.y - 6 } }
    }
    const side = forward ? -1 : 1
    const edge = a.y + (side * box.height) / 2
    const bow = edge + side * bowOf(Math.abs(b.x - a.x))
    const shift = forward ? 14 : -14
    return {
      path: `M${a.x + shift} ${edge}C${a.x + shift * 2} ${bow} ${b.x - shift * 2} ${bow} ${b.x - shift} ${edge}`,
      label: { x: (a.x + b.x) / 2, y: (edge + 3 * bow) / 4 + side * 4 },
    }
  }
  const down = b.y > a.y ? 1 : -1
  const startY = a.y + (down * box.height) / 2
  if (a.x === b.x)
    return { path: `M${a.x} ${startY}V${b.y - (down * box.height) / 2}`, label: { x: a.x, y: (startY + b.y) / 2 } }
  const side = b.x > a.x ? to.left : to.left + box.width
  return {
    path: `M${a.x} ${startY}C${a.x} ${b.y} ${a.x} ${b.y} ${side} ${b.y}`,
    label: { x: a.x + (side - a.x) / 4, y: b.y - (b.y - startY) / 4 },
  }
}

/** From nowhere into a box. */
function entry({ left, top }: PlacedState): Route {
  const y = top + box.height / 2
  return {
    path: `M${left - box.margin + 2} ${y}H${left}`,
    label: { x: left + box.width / 2, y: top + box.height + 14 },
  }
}

/** Out of a box and back into it, at its upper right. */
function loop({ left, top }: PlacedState): Route {
  const [out, back, height] = [left + box.width - 40, left + box.width - 16, top - box.arc]
  return {
    path: `M${out} ${top}C${out - 4} ${height} ${back + 4} ${height} ${back} ${top}`,
    label: { x: (out + back) / 2, y: height + 2 },
  }
}

/** A name in one line, or in two where it is wider than its box; `size` is the height of a letter. */
export function linesOf(name: string, size: number): string[] {
  if (widthOf(name, size) <= box.width - 8) return [name]
  const middle = Math.ceil(name.length / 2)
  const gaps = [...name.matchAll(/ /g)].map((gap) => gap.index)
  const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return gap === undefined ? [name.slice(0, middle), name.slice(middle)] : [name.slice(0, gap), name.slice(gap + 1)]
}

/** About how wide a text is; Chinese letters are as wide as they are high. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? size : size * 0.56), 0)
