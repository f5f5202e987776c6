import { ApiError, type FormField } from '@sims/contracts/web'

/** The server's fault of each form field, by the field's key; a path may carry what the field stands in (`input.note`). */
export function faultsOf(error: unknown, form: FormField[]): Record<string, string> {
  const given = error instanceof ApiError ? (error.problem.fields ?? []) : []
  const keys = new Set(form.map((field) => field.key))
  return Object.fromEntries(
    given.flatMap(({ path, message }) => {
      const key = keyOf(path)
      return keys.has(key) ? [[key, message]] : []
    }),
  )
}

/** `input.photos.0`, `/input/photos/0` and `photos` all speak of `photos`. */
export function keyOf(path: string): string {
  const parts = path.split(/[./[\]]/).filter(Boolean)
  return (parts[0] === 'body' ? parts.slice(1) : parts).filter((part) => part !== 'input')[0] ?? ''
}

/** The fields that must be filled in and are not. */
export function missingOf(form: FormField[], values: Record<string, unknown>): FormField[] {
  const isEmpty = (value: unknown) =>
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  return form.filter((field) => isMissing(field, values[field.key], isEmpty))
}

function isMissing(field: FormField, value: unknown, isEmpty: (value: unknown) => boolean): boolean {
  if (field.required && isEmpty(value)) return true
  if (field.type !== 'checklist') return false
  const ticked = Array.isArray(value) ? value : []
  return (field.options ?? []).some((option) => option.mandatory && !ticked.includes(option.value))
}
