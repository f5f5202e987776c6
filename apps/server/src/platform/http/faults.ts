import type { FieldFault } from '#kernel'

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
      return [{ path, code: 'fields.unknown', params: { keys: (detail.keys as string[]).join(', ') } }]
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

function customCode(detail: Record<string, unknown>): string {
  const given = (detail.params as { code?: string } | undefined)?.code ?? (detail.code as string | undefined)
  return given ?? 'fields.format'
}
