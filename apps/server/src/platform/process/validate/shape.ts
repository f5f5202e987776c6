import type { z } from 'zod'
import type { Names } from '../definition.ts'
import type { DefinitionFault } from './fault.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

const LISTS = {
  states: { at: 'state', zh: '状态', en: 'state' },
  steps: { at: 'step', zh: '步骤', en: 'step' },
  clocks: { at: 'clock', zh: '时限', en: 'clock' },
} as const
const SHOWN = 60

/** A fault of form, with the state, step or clock in which it lies as far as the input tells. */
export function shapeFault(input: unknown, issue: Issue): DefinitionFault {
  const { at, place } = placeOf(input, issue.path)
  const field = String(issue.path.findLast((part) => typeof part === 'string') ?? '')
  return { path: issue.path.map(String).join('.'), at, ...said(input, issue, { place, field }) }
}

function said(input: unknown, issue: Issue, params: { place: Names; field: string }) {
  const value = valueAt(input, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'definition.unknownKey', params: { ...params, keys: short(issue.keys.join(', ')) } }
    case 'invalid_value':
      if (value !== undefined)
        return {
          code: 'definition.unknownWord',
          params: { ...params, word: short(String(value)), words: issue.values.map(String) },
        }
      break
    case 'too_big':
      return { code: 'definition.tooMuch', params: { ...params, maximum: issue.maximum } }
    default:
  }
  return { code: value === undefined ? 'definition.missing' : 'definition.shape', params }
}

function placeOf(input: unknown, path: Path): { at: DefinitionFault['at']; place: Names } {
  const list = LISTS[String(path[0]) as keyof typeof LISTS]
  const item = path.length > 1 ? valueAt(input, path.slice(0, 2)) : undefined
  if (!list || path.length < 2) return { at: {}, place: { 'zh-CN': '流程', en: 'the process' } }
  const { key, name, names } = (item ?? {}) as { key?: unknown; name?: unknown; names?: Record<string, unknown> }
  const own = list.at === 'clock' ? name : key
  const known = typeof own === 'string' ? own : undefined
  const called = (locale: 'zh-CN' | 'en') => {
    const word = names?.[locale]
    return short(typeof word === 'string' ? word : (known ?? `#${Number(path[1]) + 1}`))
  }
  return {
    at: known === undefined ? {} : { [list.at]: known },
    place: { 'zh-CN': `${list.zh}“${called('zh-CN')}”`, en: `the ${list.en} “${called('en')}”` },
  }
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return value
}

/** A fault names what was wrong; it is no place for whatever somebody sent. */
const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
