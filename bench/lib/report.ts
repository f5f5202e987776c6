import { machineLoad } from './cpu.ts'

/** One measured figure beside what it is judged by. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** the raw limit measured in the same run, or a fixed limit when there is nothing to compare with */
  limit: number | null
  /** what must hold, for people; absent: only for comparison */
  target?: { text: string; met: boolean }
}

export type Print = (figure: Figure) => void

/** `json`: one object per line on standard output, for machines. Otherwise lines of a table. */
export function printer(json: boolean): Print {
  if (!json) console.log(row('figure', 'value', '', 'limit', 'ratio', 'target', 'load'))
  return ({ name, value, unit, limit, target }) => {
    const ratio = limit ? value / limit : null
    if (json) {
      console.log(JSON.stringify({ name, value: short(value), unit, limit_value: orNull(limit), ratio: orNull(ratio) }))
      return
    }
    const verdict = target ? `${target.met ? 'met   ' : 'MISSED'} ${target.text}` : ''
    const cells = [String(short(value)), unit, limit === null ? '' : String(short(limit)), String(orNull(ratio) ?? '')]
    console.log(row(name, ...cells, verdict, machineLoad()))
  }
}

/** What goes on, for people who wait; never on standard output. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)

const short = (n: number) => Number(n.toPrecision(3))
const orNull = (n: number | null) => (n === null ? null : short(n))
const WIDTHS = [46, 9, 11, 9, 7, 40]
const row = (...cells: string[]) =>
  cells
    .map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0))
    .join(' ')
    .trimEnd()
