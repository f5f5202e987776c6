import ts from 'typescript'
import { zoneOf } from './zones.ts'

export interface Finding {
  rule: 'environment' | 'clock' | 'randomness' | 'sql clock' | 'notify' | 'skipped test' | 'computed import'
  line: number
  text: string
}

type Report = (rule: Finding['rule'], node: ts.Node, text: string) => void

/** What a syntax tree tells about one source file and no list of imports does. */
export function sourceFindings(path: string, text: string): Finding[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Finding[] = []
  const report: Report = (rule, node, message) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push({ rule, line, text: message })
  }
  const rules = rulesFor(path)
  const visit = (node: ts.Node): void => {
    for (const rule of rules) rule(node, report)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

type Rule = (node: ts.Node, report: Report) => void

function rulesFor(path: string): Rule[] {
  const zone = zoneOf(path)
  const rules: Rule[] = zone ? [computedImport] : []
  if (/\.test\.tsx?$/.test(path)) return [...rules, skippedTest]
  const environmentReaders = ['apps/server/config.ts', 'apps/server/src/platform/postgres/testing.ts']
  if (path.startsWith('apps/server/') && !environmentReaders.includes(path)) rules.push(environment)
  if (path.startsWith('apps/server/src/') && !path.startsWith('apps/server/src/platform/realtime/')) rules.push(notify)
  if (zone?.name === 'domain' || zone?.name === 'module') rules.push(sqlClock)
  if (zone?.name === 'domain') rules.push(hiddenInput)
  return rules
}

const environment: Rule = (node, report) => {
  const reads =
    member(node) === 'process.env' ||
    (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env' && fromProcess(node)) ||
    (ts.isBindingElement(node) &&
      (node.propertyName ?? node.name).getText() === 'env' &&
      /\bprocess$/.test(source(node)))
  if (reads) report('environment', node, 'only config.ts reads the environment')
}
const fromProcess = (node: ts.ImportSpecifier) =>
  /^['"](?:node:)?process['"]$/.test(node.parent.parent.parent.moduleSpecifier.getText())
const source = (node: ts.BindingElement) => {
  const declaration = node.parent.parent
  return ts.isVariableDeclaration(declaration) ? (declaration.initializer?.getText() ?? '') : ''
}

const clocks = new Set(['Date.now', 'performance.now', 'Temporal.Now', 'process.hrtime'])
const random = new Set(['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'])

/** Domain code takes its time and its chance as arguments. */
const hiddenInput: Rule = (node, report) => {
  const name = member(node)
  if (name && clocks.has(name)) report('clock', node, `domain code may not read the clock (${name}): now is passed in`)
  if (name && random.has(name)) report('randomness', node, `domain code may not roll dice (${name}): pass the value in`)
  const now = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Date'
  if (now && (node.arguments?.length ?? 0) === 0) report('clock', node, 'domain code may not read the clock (Date)')
}

const clockInSql =
  /\b(?:(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|(?:current_(?:timestamp|date|time)|localtime(?:stamp)?)\b(?!\s*[:=]))/i
const sqlClock: Rule = (node, report) => {
  const hit = clockInSql.exec(literal(node) ?? '')
  if (hit) report('sql clock', node, `SQL of a module may not read the database's clock (${hit[0]}): pass now in`)
}

const notifying = /\bpg_notify\s*\(|(?:^|;)\s*notify\s+["\w]/i
const notify: Rule = (node, report) => {
  if (notifying.test(literal(node) ?? ''))
    report('notify', node, 'NOTIFY serialises commits: only platform/realtime may')
}
/** The same rule for a migration: SQL text, comments taken out. */
export const migrationNotifies = (sql: string) =>
  notifying.test(sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, ''))

const runners = /^(?:test|it|describe|suite|t|context)\.(?:skip|only|todo)$/
/** A test that is left out for want of outside data says so by a condition; none is left out for good. */
const skippedTest: Rule = (node, report) => {
  const name = member(node)
  if (name && runners.test(name)) report('skipped test', node, `${name} leaves tests out`)
  if (ts.isPropertyAssignment(node) && /^(?:skip|only|todo)$/.test(node.name.getText()) && isTestOption(node)) {
    const value = node.initializer
    const always = value.kind === ts.SyntaxKind.TrueKeyword || ts.isStringLiteralLike(value)
    if (always) report('skipped test', node, `${node.getText()} leaves tests out`)
  }
}
const isTestOption = (node: ts.PropertyAssignment) => {
  const call = node.parent.parent
  return ts.isCallExpression(call) && /^(?:test|it|describe|suite|t)(?:\.test)?$/.test(call.expression.getText())
}

const computedImport: Rule = (node, report) => {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return
  const argument = node.arguments[0]
  if (argument && !ts.isStringLiteralLike(argument))
    report('computed import', node, 'no wall holds a computed import()')
}

/** `a.b` for `a.b`, `a['b']`, `globalThis.a.b` and `a?.b`. */
function member(node: ts.Node): string | undefined {
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)
      ? node.argumentExpression.text
      : undefined
  if (name === undefined) return undefined
  const object = (node as ts.PropertyAccessExpression).expression.getText().replace(/^globalThis\./, '')
  return `${object}.${name}`
}

/** The text of a string, a template (its holes as spaces) or nothing. */
function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ')
  return undefined
}
