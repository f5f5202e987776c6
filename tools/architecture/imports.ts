import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IDependency } from 'dependency-cruiser'
import ts from 'typescript'
import { isCode, packageOf } from './files.ts'

export interface Import {
  specifier: string
  kind: 'ours' | 'npm' | 'node' | 'unresolved'
  /** A path of ours, the name of a package, or the name of Node's module without `node:`. */
  target: string
  /** False for `import type`, `export type` and `import('…')` in a type: gone at run time. */
  value: boolean
  /** The names taken; `all` for namespaces, `export *`, bare and dynamic imports. */
  names: string[] | 'all'
}

/**
 * Every import of every code file under packages/ and apps/, type-only ones included, by path. dependency-cruiser
 * finds and resolves them (package.json "imports" and workspace links too); the names come from the syntax tree.
 */
export async function readImports(root: string): Promise<Map<string, Import[]>> {
  const { output } = await cruise(
    ['packages', 'apps'],
    {
      baseDir: root,
      tsPreCompilationDeps: true,
      detectJSDocImports: true,
      parser: 'tsc',
      doNotFollow: { path: 'node_modules' },
      // what the webs are built into; packages of npm have a dist of their own
      exclude: { path: '^(?!.*node_modules/).*/dist/' },
    },
    {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.jsx', '.d.ts', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      bustTheCache: true,
    },
  )
  const found = new Map<string, Import[]>()
  for (const module of (output as ICruiseResult).modules) {
    if (!packageOf(module.source) || !isCode(module.source) || module.source.includes('node_modules/')) continue
    const written = writtenImports(module.source, readFileSync(join(root, module.source), 'utf8'))
    const links = module.dependencies.map((dependency) => toImport(dependency, written))
    // What the tree says and the cruiser missed counts as unresolved: a reader that reads half is no guard.
    for (const specifier of written.keys())
      if (!links.some((link) => link.specifier === specifier))
        links.push({ specifier, kind: 'unresolved', target: specifier, value: true, names: 'all' })
    found.set(module.source, links)
  }
  return found
}

function toImport(dependency: IDependency, written: Map<string, Written>): Import {
  // the cruiser splits `node:fs` into protocol and module, but leaves `node:test` whole
  const protocol = dependency.protocol ?? ''
  const specifier = dependency.module.startsWith(protocol) ? dependency.module : protocol + dependency.module
  const { value, names } = written.get(specifier) ?? { value: true, names: 'all' as const }
  const base = { specifier, value, names }
  if (isBuiltin(specifier)) return { ...base, kind: 'node', target: specifier.replace('node:', '') }
  if (dependency.couldNotResolve) return { ...base, kind: 'unresolved', target: specifier }
  const npm = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*\/node_modules\/)/.exec(dependency.resolved)?.[1]
  if (npm) return { ...base, kind: 'npm', target: npm.replace(/^@types\//, '') }
  return { ...base, kind: 'ours', target: dependency.resolved }
}

interface Written {
  value: boolean
  names: string[] | 'all'
}

/** The imports as written, by specifier; a specifier imported twice is merged (value wins, names add up). */
export function writtenImports(path: string, text: string): Map<string, Written> {
  const found = new Map<string, Written>()
  const add = (specifier: ts.Node | undefined, value: boolean, names: string[] | 'all') => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const known = found.get(specifier.text)
    found.set(specifier.text, {
      value: value || (known?.value ?? false),
      names: names === 'all' || known?.names === 'all' ? 'all' : [...(known?.names ?? []), ...names],
    })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const bindings = clause?.namedBindings
      const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(sourceName) : undefined
      const names = clause && !clause.name && named ? named : 'all'
      add(node.moduleSpecifier, clause?.phaseModifier !== ts.SyntaxKind.TypeKeyword, names)
    } else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause
      add(
        node.moduleSpecifier,
        !node.isTypeOnly,
        clause && ts.isNamedExports(clause) ? clause.elements.map(sourceName) : 'all',
      )
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node.moduleReference.expression, !node.isTypeOnly, 'all')
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const name = node.qualifier?.getText().split('.')[0]
      add(node.argument.literal, false, name ? [name] : 'all')
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], true, 'all')
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}

const sourceName = (element: ts.ImportSpecifier | ts.ExportSpecifier) => (element.propertyName ?? element.name).text
