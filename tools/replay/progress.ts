import { PHASES, type Tally } from './tally.ts'

/**
 * Shows how far a run is: one line that is written over on a terminal, else a line every tenth.
 * @returns what ends the showing
 */
export function showProgress(tally: Tally, total: number): () => void {
  const started = performance.now()
  const terminal = process.stdout.isTTY
  let shown = 0
  const line = () => {
    const seconds = (performance.now() - started) / 1000
    const share = total === 0 ? 100 : (tally.finished * 100) / total
    const settled = tally.of('settle')
    return (
      `${tally.finished}/${total} (${share.toFixed(1)} %), ${(tally.finished / seconds).toFixed(1)}/s, ` +
      `${settled} ${PHASES.at(-1)?.[1]}, ${tally.refusals.length} refused, ${seconds.toFixed(0)} s`
    )
  }
  const show = () => {
    if (terminal) process.stdout.write(`\r${line()}\x1b[K`)
    else if (Math.floor((tally.finished * 10) / total) > shown) {
      shown = Math.floor((tally.finished * 10) / total)
      console.log(line())
    }
  }
  const timer = setInterval(show, 500)
  return () => {
    clearInterval(timer)
    if (terminal) process.stdout.write(`\r${line()}\x1b[K\n`)
    else console.log(line())
  }
}
