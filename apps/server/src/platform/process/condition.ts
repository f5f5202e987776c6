import type { ConditionDef } from './definition.ts'

/**
 * Whether a condition holds of a record's facts. Numbers and their texts are the same: a form says '1' where a row says
 * 1; what is not there is null.
 */
export function holds({ field, in: wanted }: ConditionDef, facts: Readonly<Record<string, unknown>>): boolean {
  const value = String(facts[field] ?? null)
  return wanted.some((one) => String(one) === value)
}
