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
