import { DomainError } from '#kernel'
import { phoneHash, type Secrets, textableNumber } from '#platform/privacy'

/**
 * The keyed hash of a phone that can receive a code.
 * @throws DomainError `http.invalid` naming the field, for a landline or no number at all
 */
export function hashOfMobile(secrets: Secrets, phone: string): Buffer {
  const hash = textableNumber(phone) === undefined ? undefined : phoneHash(secrets, phone)
  if (!hash) throw new DomainError('http.invalid', { count: 1 }, [{ path: 'phone', code: 'fields.format' }])
  return hash
}
