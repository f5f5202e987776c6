import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { cycles } from './cycles.ts'
import { isCode, packageOf, repositoryFiles } from './files.ts'
import { type Import, readImports } from './imports.ts'
import { migrationNotifies, sourceFindings } from './source-rules.ts'
import { refusal } from './table.ts'
import { textFindings } from './text-rules.ts'
import { type Zone, zoneOf } from './zones.ts'

type ModuleGraph = Readonly<Record<string, readonly string[]>>

export interface Fault {
  file: string
  /** `import`, `cycle`, `graph`, `zod`, `dependency`, `unread`, or a rule of source-rules and text-rules. */
  rule: string
  text: string
}

export interface Verdict {
  faults: Fault[]
  /** Code files read, by package: `apps/server` → 214. */
  seen: Map<string, number>
}

/**
 * Holds a tree against the table "Who may import what" and the text rules. Reads every code file of packages/ and
 * apps/ and fails (`unread`) when the reader and the repository's own list disagree about which files there are.
 */
export async function guard(root: string, graph: ModuleGraph): Promise<Verdict> {
  const files = repositoryFiles(root)
  const imports = await readImports(root)
  const { faults, seen } = countFaults(root, files, imports)
  faults.push(...importFaults(root, imports, graph))
  faults.push(...cycleFaults(imports))
  faults.push(...graphFaults(root, graph))
  faults.push(...zodFaults(imports))
  faults.push(...fileFaults(root, files))
  return { faults, seen }
}

/** Every package's files must all have been read, and every package must have files. */
function countFaults(root: string, files: string[], imports: Map<string, Import[]>) {
  const faults: Fault[] = []
  const seen = new Map<string, number>()
  const expected = new Map<string, Set<string>>()
  for (const folder of ['packages', 'apps'])
    for (const entry of existsSync(join(root, folder)) ? readdirSync(join(root, folder), { withFileTypes: true }) : [])
      if (entry.isDirectory()) expected.set(`${folder}/${entry.name}`, new Set())
  for (const path of files) if (isCode(path)) expected.get(packageOf(path) ?? '')?.add(path)
  for (const [name, owned] of expected) {
    const read = [...imports.keys()].filter((path) => packageOf(path) === name)
    seen.set(name, read.length)
    if (owned.size === 0) faults.push({ file: name, rule: 'unread', text: 'no code file in this package' })
    for (const path of owned)
      if (!imports.has(path))
        faults.push({ file: path, rule: 'unread', text: 'belongs to the repository, was not read' })
    for (const path of read)
      if (!owned.has(path))
        faults.push({ file: path, rule: 'unread', text: 'was read, does not belong to the repository' })
  }
  if (expected.size === 0) faults.push({ file: '.', rule: 'unread', text: 'no package found' })
  return { faults, seen }
}

function importFaults(root: string, imports: Map<string, Import[]>, graph: ModuleGraph): Fault[] {
  const enums = exportedNames(root, 'packages/contracts/src/terms.ts')
  const atRunTime = runtimeDependencies(root)
  const faults: Fault[] = []
  for (const [file, links] of imports) {
    const zone = zoneOf(file)
    if (!zone) {
      faults.push({ file, rule: 'import', text: 'stands in no place that the table knows' })
      continue
    }
    for (const link of links) {
      const text = refusal(zone, link, graph, enums)
      if (text) faults.push({ file, rule: 'import', text })
      else if (missingAtRunTime(zone, link, atRunTime))
        faults.push({ file, rule: 'dependency', text: `${link.target} is not in the dependencies of package.json` })
    }
  }
  return faults
}

/** The server runs from source: what it imports must be there without the packages for development. */
function missingAtRunTime(zone: Zone, link: Import, installed: Set<string>): boolean {
  const runs = ['contracts', 'kernel', 'platform', 'domain', 'module', 'server'].includes(zone.name) && !zone.test
  return runs && link.kind === 'npm' && link.value && !installed.has(link.target)
}

function runtimeDependencies(root: string): Set<string> {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)])
}

/** Platform folders among themselves; modules too, as they are and not only as the graph permits. */
function cycleFaults(imports: Map<string, Import[]>): Fault[] {
  const faults: Fault[] = []
  for (const kind of ['platform', 'modules']) {
    const folder = (path: string) => new RegExp(`^apps/server/src/${kind}/([^/]+)/`).exec(path)?.[1]
    const edges = new Map<string, Set<string>>()
    for (const [file, links] of imports) {
      const from = folder(file)
      if (!from || zoneOf(file)?.test) continue
      const targets = edges.get(from) ?? new Set()
      edges.set(from, targets)
      for (const link of links) {
        const to = link.kind === 'ours' ? folder(link.target) : undefined
        if (to && to !== from) targets.add(to)
      }
    }
    for (const cycle of cycles(edges))
      faults.push({ file: `apps/server/src/${kind}`, rule: 'cycle', text: [...cycle, cycle[0]].join(' → ') })
  }
  return faults
}

/** The module graph names exactly the modules there are, and is acyclic. */
function graphFaults(root: string, graph: ModuleGraph): Fault[] {
  const file = 'tools/module-graph.ts'
  const folder = join(root, 'apps/server/src/modules')
  const there = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : []
  const named = new Set([...Object.keys(graph), ...Object.values(graph).flat()])
  const faults: Fault[] = []
  for (const name of there)
    if (!(name in graph)) faults.push({ file, rule: 'graph', text: `module ${name} is missing` })
  for (const name of named) if (!there.includes(name)) faults.push({ file, rule: 'graph', text: `no module ${name}` })
  for (const cycle of cycles(new Map(Object.entries(graph))))
    faults.push({ file, rule: 'graph', text: `cycle ${[...cycle, cycle[0]].join(' → ')}` })
  return faults
}

/** Webs take types and paths of contracts; nothing that they load may load zod. */
function zodFaults(imports: Map<string, Import[]>): Fault[] {
  const faults: Fault[] = []
  for (const file of imports.keys()) {
    const zone = zoneOf(file)
    if (!zone?.name.startsWith('web') || zone.test) continue
    const trail = pathToZod(file, imports)
    if (trail) faults.push({ file, rule: 'zod', text: `loads zod: ${trail.join(' → ')}` })
  }
  return faults
}

/** Only the first step out of the web's own files is judged, so each chain is named once, at its source. */
function pathToZod(file: string, imports: Map<string, Import[]>): string[] | undefined {
  const queue = (imports.get(file) ?? [])
    .filter((link) => link.kind === 'ours' && link.value && link.target.startsWith('packages/'))
    .map((link) => [link.target])
  const met = new Set<string>()
  for (let trail = queue.shift(); trail; trail = queue.shift()) {
    const at = trail.at(-1) ?? ''
    if (met.has(at)) continue
    met.add(at)
    for (const link of imports.get(at) ?? []) {
      if (!link.value) continue
      if (link.kind === 'npm' && link.target === 'zod') return [...trail, 'zod']
      if (link.kind === 'ours') queue.push([...trail, link.target])
    }
  }
  return undefined
}

function fileFaults(root: string, files: string[]): Fault[] {
  const faults: Fault[] = []
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const finding of textFindings(file, text)) faults.push({ file: `${file}:${finding.line}`, ...pick(finding) })
    if (/^(?:apps|packages|tools|bench|e2e)\//.test(file) && isCode(file))
      for (const finding of sourceFindings(file, text))
        faults.push({ file: `${file}:${finding.line}`, ...pick(finding) })
    if (/^apps\/server\/migrations\/.*\.sql$/.test(file) && migrationNotifies(text))
      faults.push({ file, rule: 'notify', text: 'NOTIFY serialises commits: only platform/realtime may' })
  }
  return faults
}

const pick = ({ rule, text }: { rule: string; text: string }) => ({ rule, text })

/** The names that a file exports by declaration. */
function exportedNames(root: string, path: string): Set<string> {
  if (!existsSync(join(root, path))) return new Set()
  const tree = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true)
  return new Set(
    tree.statements.flatMap((statement) => {
      const exported = ts.canHaveModifiers(statement)
        ? ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
        : false
      if (!exported) return []
      if (ts.isVariableStatement(statement))
        return statement.declarationList.declarations.map((one) => one.name.getText())
      const { name } = statement as ts.DeclarationStatement
      return name ? [name.getText()] : []
    }),
  )
}
