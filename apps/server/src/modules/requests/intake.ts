import type { RequestKind } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { numberOf } from './domain/number.ts'

// What another system reports under a number of its own. It may send again what it is not sure of: the number is there
// once for each key.

const find = statement(
  'request_intake_find',
  `select r.kind, r.number from request_intake i
   join service_request r on r.organization_id = i.organization_id and r.id = i.request_id
   where i.organization_id = $1 and i.external_reference = $2 and i.api_key_id = $3`,
)
const insert = statement(
  'request_intake_insert',
  `insert into request_intake (organization_id, request_id, api_key_id, external_reference) values ($1, $2, $3, $4)`,
)

/** The number of what a key has reported under its own reference before. */
export async function intakeOf(tx: Tx, actor: Actor, reference: string | undefined): Promise<string | undefined> {
  if (reference === undefined || actor.kind !== 'apiKey') return undefined
  const values = [tx.organizationId, reference.trim(), actor.accountId]
  const [row] = await tx.query<{ kind: RequestKind; number: number }>(find, values)
  return row && numberOf(row.kind, row.number)
}

/** Queues that a request came under this reference. */
export function insertIntake(tx: Tx, actor: Actor, requestId: string, reference: string): void {
  tx.queue(insert, [tx.organizationId, requestId, actor.accountId, reference.trim()])
}

export const externalKnown = (reference: string, number: string) =>
  new DomainError('requests.externalKnown', { reference: reference.trim(), number })

/** Whether two calls at once have reported the same. */
export const isSameIntake = (error: unknown) =>
  (error as { code?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === 'request_intake_reference'
