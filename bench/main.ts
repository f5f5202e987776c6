import { parseArgs } from 'node:util'
import { clockReportFigures } from './figures/clock-report.ts'
import { create } from './figures/create.ts'
import { dueClocks } from './figures/due-clocks.ts'
import { engine } from './figures/engine.ts'
import { importHistory } from './figures/import.ts'
import { importEstate } from './figures/import-estate.ts'
import { lists } from './figures/lists.ts'
import { memory } from './figures/memory.ts'
import { recalendar } from './figures/recalendar.ts'
import { searchTexts } from './figures/search.ts'
import { steps } from './figures/steps.ts'
import { webSize } from './figures/web-size.ts'
import type { Bench } from './lib/bench.ts'
import { startCluster } from './lib/cluster.ts'
import { printer, say } from './lib/report.ts'

const figures: Record<string, (bench: Bench) => Promise<void>> = {
  create,
  steps,
  lists,
  search: searchTexts,
  'due-clocks': dueClocks,
  recalendar,
  import: importHistory,
  'import-estate': importEstate,
  engine,
  'clock-report': clockReportFigures,
  memory,
  'web-size': webSize,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(figures, name))
if (unknown.length > 0) {
  say(`There is no benchmark ${unknown.join(', ')}: choose from ${Object.keys(figures).join(', ')}.`)
  process.exit(1)
}
if (process.platform !== 'linux') {
  say('The benchmarks read CPU and memory from /proc and run on Linux only.')
  process.exit(1)
}

const cluster = await startCluster()
try {
  const bench: Bench = { cluster, print: printer(values.json), share: values.small ? 0.05 : 1 }
  for (const [name, measure] of Object.entries(figures))
    if (positionals.length === 0 || positionals.includes(name)) await measure(bench)
} finally {
  await cluster.stop()
}
