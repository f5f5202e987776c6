/**
 * The walls of the architecture, held by a machine: `node tools/architecture.ts [ROOT]`. Prints every fault and how
 * many files it read per package; exit code 1 on any fault.
 */
import { resolve } from 'node:path'
import { guard } from './architecture/guard.ts'
import { moduleGraph } from './module-graph.ts'

const root = resolve(process.argv[2] ?? `${import.meta.dirname}/..`)
const { faults, seen } = await guard(root, moduleGraph)
for (const { file, rule, text } of faults) console.log(`${file}: [${rule}] ${text}`)
console.log(`files read: ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')}`)
console.log(faults.length === 0 ? 'architecture holds' : `${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
