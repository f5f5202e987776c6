import type { FieldFault } from '#kernel'

const SHOWN_KEYS = 20
const SHOWN_LETTERS = 60

interface Issue {
  instancePath: string
  message?: string
  keyword: string
  params: unknown
}

/** What a schema found wrong, as field faults with our own codes, so that they read in both languages. */
export function faultOf(issue: Issue): FieldFault[] {
  const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.')
  const detail = (issue.params ?? {}) as Record<string, unknown>
  switch (issue.keyword) {
    case 'unrecognized_keys':
      return [{ path, code: 'fields.unknown', params: { keys: shown(detail.keys as string[]) } }]
    case 'invalid_type':
      return /received undefined$/.test(issue.message ?? '')
        ? [{ path, code: 'fields.required' }]
        : [{ path, code: 'fields.type', params: { expected: detail.expected } }]
    case 'too_big':
      return [{ path, code: 'fields.tooLong', params: { maximum: detail.maximum } }]
    case 'too_small':
      return [{ path, code: 'fields.tooShort', params: { minimum: detail.minimum } }]
    case 'invalid_value':
    case 'invalid_union':
      return [{ path, code: 'fields.choice' }]
    case 'custom':
      return [{ path, code: customCode(detail) }]
    default:
      return [{ path, code: 'fields.format' }]
  }
}

/** A refusal names what was wrong; it is no place for whatever somebody sent. */
function shown(keys: readonly string[]): string {
  const first = keys.slice(0, SHOWN_KEYS).map((key) => key.slice(0, SHOWN_LETTERS))
  return first.join(', ') + (keys.length > SHOWN_KEYS ? ', …' : '')
}

function customCode(detail: Record<string, unknown>): string {
  const given = (detail.params as { code?: string } | undefined)?.code ?? (detail.code as string | undefined)
  return given ?? 'fields.format'
}
