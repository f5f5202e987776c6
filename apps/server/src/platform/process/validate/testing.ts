import assert from 'node:assert/strict'
import { type ErrorCode, errorTexts } from '@sims/contracts'
import { DEFAULT_DEFINITIONS } from '../defaults/index.ts'
import type { ProcessDefinition } from '../definition.ts'
import type { DefinitionFault } from './fault.ts'

/** Plants a fault. */
export type Change = (def: ProcessDefinition) => void

/** A default definition with a fault planted. */
export const copy = (change: Change, from: keyof typeof DEFAULT_DEFINITIONS = 'repair'): ProcessDefinition => {
  const def = structuredClone(DEFAULT_DEFINITIONS[from])
  change(def)
  return def
}

/** Every word that its texts fill in is given. */
export function assertReadable({ code, params = {} }: DefinitionFault): void {
  const text = errorTexts[code as ErrorCode]
  for (const [, name] of `${text['zh-CN']} ${text.en}`.matchAll(/\{(\w+)\}/g))
    assert.ok(params[name as string] !== undefined, `${code} says {${name}}`)
}

/** A fault on one line: code, place, what else it names. */
export function line({ code, at, params = {} }: DefinitionFault): string {
  const word = (value: unknown): string =>
    typeof value === 'object' && !Array.isArray(value) ? zh(value) : String(value)
  const zh = (names: unknown) => (names as { 'zh-CN': string })['zh-CN']
  const said = Object.entries(params).flatMap(([name, value]) => {
    const isPlace = ['state', 'step', 'clock'].includes(name) && typeof value === 'object'
    return isPlace || (['key', 'words'].includes(name) && Object.keys(at).length > 0) ? [] : [word(value)]
  })
  const places = (['state', 'step', 'clock'] as const).flatMap((one) => (at[one] ? [` ${one}:${at[one]}`] : []))
  return `${code.replace('definition.', '')}${places.join('')}${said.length > 0 ? ` {${said.join()}}` : ''}`
}

/** The notices that the defaults order. */
export const NOTICES = new Set(
  Object.values(DEFAULT_DEFINITIONS).flatMap(({ steps }) =>
    steps.flatMap(({ effects }) => effects.flatMap(({ params }) => (params.notice ? [String(params.notice)] : []))),
  ),
)
