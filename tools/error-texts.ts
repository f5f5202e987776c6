/**
 * Holds the catalogue of error texts against server and contracts: every code raised stands in it with a text in zh-CN and in
 * English, and every code in it is raised. `node tools/error-texts.ts`; exit code 1 on any fault.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { isCode, repositoryFiles } from './architecture/files.ts'

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Faults of a catalogue against source files (path → text), one line each. Raised means: the first argument of
 * `new DomainError(…)`, both branches of a condition there included; a code in any other string there counts as
 * raised too (codes travel through tables of guards), but only the former is held to be in the catalogue.
 */
export function errorTextFaults(catalogue: Catalogue, sources: ReadonlyMap<string, string>): string[] {
  const faults: string[] = []
  const named = new Set<string>()
  for (const [path, text] of sources) {
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) named.add(node.text)
      if (ts.isNewExpression(node) && /(?:^|\.)DomainError$/.test(node.expression.getText()))
        for (const code of literals(node.arguments?.[0]))
          if (!(code in catalogue)) faults.push(`${path}: ${code} is raised and stands in no catalogue`)
      ts.forEachChild(node, visit)
    }
    visit(tree)
  }
  for (const [code, entry] of Object.entries(catalogue)) {
    if (!named.has(code)) faults.push(`${code} stands in the catalogue and is raised nowhere`)
    const { 'zh-CN': zh = '', en = '' } = entry
    if (!/\p{Script=Han}/u.test(zh)) faults.push(`${code} has no Chinese text`)
    if (en.trim() === '' || /\p{Script=Han}/u.test(en)) faults.push(`${code} has no English text`)
    if (placeholders(zh) !== placeholders(en)) faults.push(`${code}: the two texts name different params`)
  }
  return faults
}

function literals(node: ts.Expression | undefined): string[] {
  if (!node) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)]
  if (ts.isParenthesizedExpression(node)) return literals(node.expression)
  return []
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..')
  const catalogueFile = resolve(root, 'packages/contracts/src/errors.ts')
  const { errorTexts } = (await import(pathToFileURL(catalogueFile).href)) as { errorTexts: Catalogue }
  // the contract's schemas name codes of their own; the catalogue itself raises none
  const raising = (path: string) =>
    /^(apps\/server|packages\/contracts)\//.test(path) && !/\/errors[^/]*\.ts$|\.test\.tsx?$/.test(path)
  const files = repositoryFiles(root).filter((path) => isCode(path) && raising(path))
  const faults = errorTextFaults(
    errorTexts,
    new Map(files.map((path) => [path, readFileSync(resolve(root, path), 'utf8')])),
  )
  for (const fault of faults) console.log(fault)
  console.log(
    `${Object.keys(errorTexts).length} codes, ${files.length} files of server and contracts, ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1
}
