import type { ServiceRequest } from '@sims/contracts'
import type { Actor } from '#kernel'
import { composed, Params, type Tx } from '#platform/db'
import { definitionsById } from '#platform/process'
import { numberOf } from './domain/number.ts'
import { visibleRequests } from './visible.ts'

interface Row {
  id: string
  number: number
  kind: ServiceRequest['kind']
  phase: ServiceRequest['phase']
  state: string
  definitionId: string
  before: boolean
}

/** What a request was turned into and what it was before, as far as the reader sees them. */
export async function conversionsOf(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Pick<ServiceRequest, 'convertedInto' | 'convertedFrom'>> {
  const p = new Params()
  const own = p.add(id)
  const organization = p.add(tx.organizationId)
  const rows = await tx.query<Row>(
    composed(`select r.id, r.number, r.kind, r.phase, r.state, r.definition_id as "definitionId",
       r.converted_into is not distinct from ${own}::uuid as before
     from service_request r
     where r.organization_id = ${organization} and (r.converted_into = ${own}::uuid or r.id = any(array(
       select o.converted_into from service_request o where o.organization_id = ${organization} and o.id = ${own}::uuid)))
       and ${visibleRequests(actor, p)}`),
    p.values,
  )
  const definitions = await definitionsById(
    tx,
    rows.map((row) => row.definitionId),
  )
  const shown = (before: boolean) => {
    const row = rows.find((one) => one.before === before)
    if (!row) return null
    const { number, kind, phase, state } = row
    const found = definitions.get(row.definitionId)?.definition.states.find(({ key }) => key === state)
    const stateNames = found?.names ?? { 'zh-CN': state, en: state }
    return { id: row.id, number: numberOf(kind, number), kind, phase, stateNames }
  }
  return { convertedInto: shown(false), convertedFrom: shown(true) }
}
