import { DomainError, MINUTE } from '#kernel'
import { Throttle } from '#platform/identity'
import { derivedCode, type Secrets, sameBytes } from '#platform/privacy'
import type { StepTaken } from '#platform/process'

/** The code by which the customer accepts the work of an order; shown to them alone, while it is being done. */
export const acceptanceCode = (secrets: Secrets, organizationId: string, orderId: string): string =>
  derivedCode(secrets, `${organizationId} ${orderId}`)

const TRIES = 5
/** wrong codes by order, in this process */
const wrong = new Throttle(TRIES, 15 * MINUTE)

/**
 * Looks at the code that whoever has the order was told; it does not go into the record.
 * @throws DomainError `process.formInvalid` for a wrong one, `orders.codeLocked` after five of them
 */
export function accepted(
  secrets: Secrets,
  organizationId: string,
  orderId: string,
  taken: StepTaken,
  now: Date,
): StepTaken {
  const { acceptanceCode: typed, ...values } = taken.values
  if (typed === undefined) return taken
  const key = `${organizationId} ${orderId}`
  if (wrong.take(key, now) > 0) throw new DomainError('orders.codeLocked')
  const right = Buffer.from(acceptanceCode(secrets, organizationId, orderId))
  if (!sameBytes(Buffer.from(String(typed)), right)) {
    throw new DomainError('process.formInvalid', { step: taken.step }, [
      { path: 'input.acceptanceCode', code: 'orders.wrongCode' },
    ])
  }
  wrong.giveBack(key)
  return { ...taken, values }
}
