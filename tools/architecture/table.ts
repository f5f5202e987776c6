import type { Import } from './imports.ts'
import { sameZone, type Zone, zoneOf } from './zones.ts'

type ModuleGraph = Readonly<Record<string, readonly string[]>>

interface Row {
  /** `any`, or the names that may be imported. */
  npm: 'any' | readonly string[]
  /** Node's own modules. */
  node: 'any' | readonly string[]
  /** Zones besides its own. */
  ours: (from: Zone, to: Zone, graph: ModuleGraph) => boolean
}

const only =
  (...names: Zone['name'][]) =>
  (_: Zone, to: Zone) =>
    names.includes(to.name)
const sameWeb = (from: Zone, to: Zone) => from.part.split('/')[0] === to.part.split('/')[0]

/** The table "Who may import what" of docs/architecture, row by row. What it does not allow is a fault. */
export const table: Record<Zone['name'], Row> = {
  contracts: { npm: ['zod'], node: [], ours: () => false },
  ui: { npm: 'any', node: [], ours: () => false },
  verifier: { npm: 'any', node: 'any', ours: () => false },
  kernel: { npm: ['temporal-polyfill'], node: ['crypto'], ours: () => false },
  platform: {
    npm: 'any',
    node: 'any',
    ours: (_, to) => only('kernel', 'contracts')(_, to) || (to.name === 'platform' && to.door),
  },
  // of contracts only the enums, which stand in its terms.ts
  domain: { npm: [], node: [], ours: only('kernel', 'contracts') },
  module: {
    npm: 'any',
    node: 'any',
    ours: (from, to, graph) =>
      only('kernel', 'contracts')(from, to) ||
      (to.name === 'platform' && to.door) ||
      (to.name === 'domain' && to.part === from.part) ||
      (to.name === 'module' && to.door && (graph[from.part] ?? []).includes(to.part)),
  },
  server: { npm: 'any', node: 'any', ours: only('server', 'kernel', 'platform', 'module', 'domain', 'contracts') },
  'web feature': {
    npm: 'any',
    node: [],
    ours: (from, to) => only('ui', 'contracts')(from, to) || (to.name === 'web shared' && sameWeb(from, to)),
  },
  'web shared': { npm: 'any', node: [], ours: only('ui', 'contracts') },
  'web app': {
    npm: 'any',
    node: [],
    ours: (from, to) =>
      only('ui', 'contracts')(from, to) || (only('web feature', 'web shared')(from, to) && sameWeb(from, to)),
  },
  'web config': { npm: 'any', node: 'any', ours: () => false },
}

/** What tests and their helpers may import besides what their own zone may. */
const testTools = ['fast-check']
const mayTest = (from: Zone, to: Zone) => {
  if (to.test && to.name === 'platform') return from.name === 'platform' || from.name === 'module'
  // a module is tested through HTTP: its tests may start the whole server
  return from.name === 'module' && to.name === 'server'
}

const termsFile = 'packages/contracts/src/terms.ts'

/** Why `from` (a file of `zone`) may not make this import; undefined when it may. */
export function refusal(zone: Zone, link: Import, graph: ModuleGraph, enums: ReadonlySet<string>): string | undefined {
  const row = table[zone.name]
  if (link.kind === 'unresolved') return `"${link.specifier}" cannot be resolved`
  if (link.kind === 'node') {
    if (row.node === 'any' || row.node.includes(link.target) || zone.test) return undefined
    return `${zone.name} may not import node:${link.target}`
  }
  if (link.kind === 'npm') {
    if (zone.name.startsWith('web') && link.target === 'zod')
      return 'webs import types and paths of contracts, never zod'
    if (row.npm === 'any' || row.npm.includes(link.target)) return undefined
    if (zone.test && testTools.includes(link.target)) return undefined
    return `${zone.name} may not import the package ${link.target}`
  }
  const to = zoneOf(link.target)
  const place = link.target
  if (!to) return `no zone may import ${place}`
  if (zone.test && mayTest(zone, to)) return undefined
  if (to.test && !zone.test) return `only tests may import ${place}`
  if (sameZone(zone, to)) return undefined
  if (!row.ours(zone, to, graph)) return `${describe(zone)} may not import ${describe(to)} (${place})`
  if (zone.name === 'domain' && to.name === 'contracts' && place !== termsFile) {
    const foreign = link.names === 'all' ? ['*'] : link.names.filter((name) => !enums.has(name))
    if (foreign.length > 0) return `domain may import only enums of contracts, not ${foreign.join(', ')}`
  }
  return undefined
}

const describe = (zone: Zone) => (zone.part === '' ? zone.name : `${zone.name} ${zone.part}`)
