import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'

const source = join(import.meta.dirname, '..')

/** Every `texts('name', {zh}, {en})` of the web, as the two tables of key → text. */
function bundles(path: string) {
  const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const constants = new Map<string, ts.Expression>()
  const found: { name: string; zh: Record<string, string>; en: Record<string, string> }[] = []
  const table = (node: ts.Expression | undefined): Record<string, string> => {
    const object = node && ts.isIdentifier(node) ? constants.get(node.text) : node
    assert.ok(object && ts.isObjectLiteralExpression(object), `${path}: texts are written as objects`)
    return Object.fromEntries(
      object.properties.map((property) => {
        assert.ok(ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer), path)
        return [property.name.getText(), property.initializer.text]
      }),
    )
  }
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer) constants.set(node.name.getText(), node.initializer)
    if (ts.isCallExpression(node) && node.expression.getText() === 'texts') {
      const [name, zh, en] = node.arguments
      found.push({ name: name?.getText() ?? '', zh: table(zh), en: table(en) })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const all = globSync('**/*.{ts,tsx}', { cwd: source })
  .filter((path) => !path.includes('.test.'))
  .map((path) => join(source, path))
  .filter((path) => readFileSync(path, 'utf8').includes('texts('))
  .flatMap(bundles)

test('the texts of all features were found', () => {
  assert.ok(all.length >= 10, `only ${all.length} bundles`)
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length, 'two bundles have one name')
})

const holes = (text: string | undefined) => [...(text ?? '').matchAll(/{{(\w+)}}/g)].map(([, key]) => key).sort()

for (const { name, zh, en } of all) {
  test(`${name}: both languages say the same things`, () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort())
    for (const [key, text] of Object.entries(zh)) {
      assert.ok(text.trim() && en[key]?.trim(), `${key} is empty`)
      assert.deepEqual(holes(en[key]), holes(text), `${key} is filled from other values`)
    }
  })
  test(`${name}: Chinese is Chinese, with Chinese punctuation, and English has none of it`, () => {
    for (const [key, text] of Object.entries(zh)) assert.doesNotMatch(text, /[\u4e00-\u9fff][,;:!?]/, key)
    for (const [key, text] of Object.entries(en))
      if (text !== '中文') assert.doesNotMatch(text, /[\u3000-\u9fff\uff00-\uffef]/, key)
  })
}
