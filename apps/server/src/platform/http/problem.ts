import { type ErrorCode, type ErrorKind, errorTexts, type Locale, type Names, type Problem } from '@sims/contracts'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DomainError, type FieldFault } from '#kernel'
import { faultOf } from './faults.ts'

const statuses: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notAllowedNow: 409,
  limit: 429,
}
const special: Partial<Record<string, number>> = {
  'http.badJson': 400,
  'http.unsupportedType': 415,
  'http.bodyTooLarge': 413,
  'http.internal': 500,
  'http.unavailable': 503,
  'files.tooLarge': 413,
  'files.pictureTooLarge': 413,
  'files.storageFull': 507,
}

export function statusOf(code: string): number {
  const text = errorTexts[code as ErrorCode]
  return special[code] ?? (text ? statuses[text.kind] : 500)
}

/** The one mapper from anything thrown to problem+json (RFC 9457), in the caller's language. */
export function problemOf(error: unknown, locale: Locale, requestId: string): Problem {
  const known = domainErrorOf(error)
  const params = known.code === 'http.internal' ? { requestId } : known.params
  const detail = textOf(known.code, locale, params)
  return {
    type: 'about:blank',
    title: detail.split(/[。，,.]/)[0] ?? detail,
    status: statusOf(known.code),
    code: known.code,
    detail,
    requestId,
    ...(known.fields
      ? {
          fields: known.fields.map((f) => ({
            path: f.path,
            code: f.code,
            message: textOf(f.code, locale, f.params ?? {}),
          })),
        }
      : {}),
    params,
  }
}

function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.flatMap((issue): FieldFault[] => faultOf(issue))
    return new DomainError('http.invalid', { count: fields.length }, fields)
  }
  const code = (error as { code?: string }).code
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new DomainError('http.unsupportedType')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new DomainError('http.bodyTooLarge')
  if (code?.startsWith('FST_ERR_CTP')) return new DomainError('http.badJson')
  // addresses that are no text, or that lead out of the folder of the pages
  const status = (error as { statusCode?: number }).statusCode
  if (code === 'FST_ERR_BAD_URL' || status === 403 || status === 404) return new DomainError('http.notFound')
  return new DomainError('http.internal')
}

/** A code's text with its params filled in: names in the reader's language, lists as lists. */
export function textOf(code: string, locale: Locale, params: Record<string, unknown>): string {
  const text = errorTexts[code as ErrorCode] ?? errorTexts['http.internal']
  return text[locale].replace(/\{(\w+)\}/g, (_, name: string) => wordOf(params[name], locale))
}

function wordOf(value: unknown, locale: Locale): string {
  if (Array.isArray(value)) return value.map((one) => wordOf(one, locale)).join(locale === 'en' ? ', ' : '、')
  if (typeof value === 'object' && value !== null) return String((value as Partial<Names>)[locale] ?? '')
  return String(value ?? '')
}

/** In how many seconds a refused call may come again, where that is all it takes. */
export function retryAfter({ status, code, params = {} }: Problem): number | undefined {
  const { seconds, minutes } = params
  if (status === 503) return 5
  if (typeof seconds === 'number') return seconds
  if (typeof minutes === 'number') return minutes * 60
  return code === 'http.tooMany' ? 60 : undefined
}
