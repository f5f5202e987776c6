import { DomainError } from '#kernel'
import { parsePhone, phoneHash, type Secrets } from '#platform/privacy'

/**
 * The keyed hash of a phone that can receive a code.
 * @throws DomainError `http.invalid` naming the field, for a landline or no number at all
 */
export function hashOfMobile(secrets: Secrets, phone: string): Buffer {
  const kind = parsePhone(phone)?.kind
  const hash = kind === 'mobile' || kind === 'foreign' ? phoneHash(secrets, phone) : undefined
  if (!hash) throw new DomainError('http.invalid', { count: 1 }, [{ path: 'phone', code: 'fields.format' }])
  return hash
}
