/**
 * Tells what a changed API would break for those who call it: `node tools/openapi-diff.ts` compares docs/openapi.json
 * of git's HEAD with the one in the work tree; exit code 1 on a breaking change that no new `info.version` announces.
 * A repository whose HEAD has no such file has promised nothing yet.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

type Json = Readonly<Record<string, unknown>>

/** Which way data flows: what a caller sends may be widened, what it receives may be narrowed, never the reverse. */
type Way = 'request' | 'response'

/** The breaking changes from one OpenAPI 3.1 document to the next, one line each, sorted. */
export function breakingChanges(before: Json, after: Json): string[] {
  const found: string[] = []
  for (const [path, item] of entries(before.paths)) {
    const newItem = object(object(after.paths)[path])
    for (const [method, operation] of entries(item)) {
      if (!/^(?:get|put|post|delete|patch|head|options)$/.test(method)) continue
      const place = `${method.toUpperCase()} ${path}`
      if (!newItem[method]) found.push(`${place}: removed`)
      else compareOperation(place, object(operation), object(newItem[method]), { before, after, found })
    }
  }
  return [...new Set(found)].sort()
}

interface Context {
  before: Json
  after: Json
  found: string[]
}

function compareOperation(place: string, old: Json, now: Json, context: Context): void {
  const key = (parameter: Json) => `${parameter.in} parameter ${parameter.name}`
  const list = (operation: Json, document: Json) => array(operation.parameters).map((one) => follow(one, document))
  const oldParameters = new Map(list(old, context.before).map((one) => [key(one), one]))
  const newParameters = new Map(list(now, context.after).map((one) => [key(one), one]))
  for (const [name, parameter] of newParameters) {
    const known = oldParameters.get(name)
    if (parameter.required === true && known?.required !== true) context.found.push(`${place} ${name}: now required`)
    if (known) compareSchema(`${place} ${name}`, known.schema, parameter.schema, 'request', context, new Set())
  }
  for (const name of oldParameters.keys()) if (!newParameters.has(name)) context.found.push(`${place} ${name}: removed`)

  const oldBody = follow(old.requestBody, context.before)
  const newBody = follow(now.requestBody, context.after)
  if (newBody.required === true && oldBody.required !== true) context.found.push(`${place} body: now required`)
  compareContent(`${place} body`, oldBody, newBody, 'request', context)

  for (const [status, response] of entries(old.responses)) {
    const newResponse = object(now.responses)[status]
    if (!newResponse) context.found.push(`${place} ${status}: removed`)
    else
      compareContent(
        `${place} ${status}`,
        follow(response, context.before),
        follow(newResponse, context.after),
        'response',
        context,
      )
  }
}

function compareContent(place: string, old: Json, now: Json, way: Way, context: Context): void {
  for (const [type, media] of entries(old.content)) {
    const newMedia = object(now.content)[type]
    if (!newMedia) context.found.push(`${place} ${type}: removed`)
    else compareSchema(place, object(media).schema, object(newMedia).schema, way, context, new Set())
  }
}

function compareSchema(place: string, a: unknown, b: unknown, way: Way, context: Context, met: Set<string>): void {
  // schemas may refer to themselves: a pair of references is compared once per path
  const pair = `${object(a).$ref}|${object(b).$ref}`
  if (object(a).$ref && object(b).$ref) {
    if (met.has(pair)) return
    met.add(pair)
  }
  const old = follow(a, context.before)
  const now = follow(b, context.after)
  const { found } = context

  const [oldTypes, newTypes] = [types(old), types(now)]
  const [mustKeep, mayHold] = way === 'request' ? [oldTypes, newTypes] : [newTypes, oldTypes]
  const lost = mustKeep.filter((type) => !mayHold.includes(type) && !(type === 'integer' && mayHold.includes('number')))
  if (lost.length > 0 && mayHold.length > 0) found.push(`${place}: type ${oldTypes.join('|')} → ${newTypes.join('|')}`)

  const [oldValues, newValues] = [values(old), values(now)]
  if (oldValues && newValues) {
    const removed = oldValues.filter((value) => !newValues.includes(value))
    if (removed.length > 0) found.push(`${place}: no longer ${removed.join(', ')}`)
  } else if (newValues && way === 'request') found.push(`${place}: now only ${newValues.join(', ')}`)

  if (way === 'request') compareLimits(place, old, now, found)
  compareProperties(place, old, now, way, context, met)
  if (old.items && now.items) compareSchema(`${place}[]`, old.items, now.items, way, context, met)
  compareAlternatives(place, old, now, way, context, met)
}

function compareProperties(place: string, old: Json, now: Json, way: Way, context: Context, met: Set<string>): void {
  const [oldOnes, newOnes] = [object(old.properties), object(now.properties)]
  const [oldRequired, newRequired] = [array(old.required), array(now.required)]
  for (const [name, schema] of Object.entries(oldOnes)) {
    if (!(name in newOnes)) context.found.push(`${place}.${name}: removed`)
    else compareSchema(`${place}.${name}`, schema, newOnes[name], way, context, met)
    if (way === 'response' && name in newOnes && oldRequired.includes(name) && !newRequired.includes(name))
      context.found.push(`${place}.${name}: may now be absent`)
  }
  if (way === 'request')
    for (const name of newRequired)
      if (!oldRequired.includes(name)) context.found.push(`${place}.${String(name)}: now required`)
}

/** Alternatives are compared by position; one taken away breaks a caller that sends it. */
function compareAlternatives(place: string, old: Json, now: Json, way: Way, context: Context, met: Set<string>): void {
  for (const word of ['anyOf', 'oneOf', 'allOf']) {
    const [oldOnes, newOnes] = [array(old[word]), array(now[word])]
    if (oldOnes.length > newOnes.length && newOnes.length > 0 && way === 'request')
      context.found.push(`${place}: ${oldOnes.length - newOnes.length} of ${word} removed`)
    for (const [index, schema] of oldOnes.entries())
      if (newOnes[index]) compareSchema(`${place}(${index})`, schema, newOnes[index], way, context, met)
  }
}

const upper = ['maxLength', 'maximum', 'maxItems', 'exclusiveMaximum']
const lower = ['minLength', 'minimum', 'minItems', 'exclusiveMinimum']

function compareLimits(place: string, old: Json, now: Json, found: string[]): void {
  for (const word of [...upper, ...lower]) {
    const [a, b] = [old[word], now[word]]
    if (typeof b !== 'number') continue
    const free = word.startsWith('min') && b === 0
    const tighter = typeof a !== 'number' ? !free : upper.includes(word) ? b < a : b > a
    if (tighter) found.push(`${place}: ${word} ${a ?? 'none'} → ${b}`)
  }
  if (now.pattern !== undefined && now.pattern !== old.pattern) found.push(`${place}: pattern → ${now.pattern}`)
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const entries = (value: unknown): [string, unknown][] => Object.entries(object(value))
const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const types = (schema: Json): unknown[] => (schema.type === undefined ? [] : [schema.type].flat())
const values = (schema: Json): unknown[] | undefined =>
  Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : undefined

function follow(value: unknown, document: Json): Json {
  const { $ref } = object(value)
  if (typeof $ref !== 'string') return object(value)
  const target = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => object(at)[name.replaceAll('~1', '/').replaceAll('~0', '~')], document)
  return follow(target, document)
}

/** The document as git's HEAD has it; undefined where HEAD (or git) has none. */
function committed(root: string, file: string): Json | undefined {
  const git = spawnSync('git', ['show', `HEAD:${file}`], { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
  return git.status === 0 ? JSON.parse(git.stdout) : undefined
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..')
  const file = 'docs/openapi.json'
  const before = committed(root, file)
  if (!before) console.log(`HEAD has no ${file}: nothing promised yet`)
  else {
    const after: Json = JSON.parse(readFileSync(resolve(root, file), 'utf8'))
    const found = breakingChanges(before, after)
    const announced = object(before.info).version !== object(after.info).version
    for (const line of found) console.log(line)
    console.log(found.length === 0 ? 'no breaking change of the API' : `${found.length} breaking changes of the API`)
    if (found.length > 0) console.log(announced ? 'announced by a new version' : 'announce them: raise info.version')
    process.exitCode = found.length === 0 || announced ? 0 : 1
  }
}
