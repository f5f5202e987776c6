import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Arena } from './arena.ts'
import { call } from './load.ts'

/** A request to be reported, for the product and for its raw limit alike. */
export interface Report {
  id: string
  auditId: string
  description: string
}

export const reports = (count: number): Report[] =>
  Array.from({ length: count }, (_, i) => ({
    id: newId(),
    auditId: newId(),
    description: `今天早上发现厨房水槽下面的水管漏水，地板已经泡湿，麻烦尽快派师傅来看看。（第 ${i} 次）`,
  }))

/** Reports as the resident that the client is. */
export function reportTo({ product, residents }: Pick<Arena, 'product' | 'residents'>) {
  return ({ id, description }: Report, client: number) => {
    const who = residents[client % residents.length] as (typeof residents)[number]
    const body = { id, category: 'waterLeak', placeId: who.placeId, description }
    return call({ url: `${product.base}/api/v1/service-requests`, token: who.token, key: id, body })
  }
}

/** The same to the raw limit. */
export function reportRaw({ raw, residents }: Arena) {
  return ({ id, auditId, description }: Report, client: number) => {
    const { placeId } = residents[client % residents.length] as (typeof residents)[number]
    return call({ url: `${raw.base}/create`, body: { id, auditId, description, category: 'waterLeak', placeId } })
  }
}

/** Lets the product take down one request of each resident, and the raw limit learn from them. */
export async function teachCreate(arena: Arena): Promise<void> {
  const samples = reports(arena.residents.length)
  await Promise.all(samples.map((report, i) => reportTo(arena)(report, i)))
  await call({ url: `${arena.raw.base}/samples/create`, body: { requestIds: samples.map((report) => report.id) } })
}

/** How many rows each table holds of some records. @throws unless both records left the same rows behind */
export async function compareRows({ owner }: Arena, product: string[], raw: string[]): Promise<Record<string, number>> {
  const [a, b] = await Promise.all([product, raw].map(async (ids) => (await owner.query(counts, [ids])).rows[0].counts))
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`the raw limit does not write the same rows: ${JSON.stringify(b)} instead of ${JSON.stringify(a)}`)
  return a
}

const of = (table: string, where: string) => `'${table}', (select count(*) from ${table} where ${where})`
const counts = `select jsonb_build_object(
  ${of('service_request', 'id = any($1)')}, ${of('work_order', 'id = any($1)')},
  ${of('record_clock', 'record_id = any($1)')}, ${of('timeline', 'record_id = any($1)')},
  ${of('ledger_pending', 'record_id = any($1)')}, ${of('audit_event', "object_ids && $1 and outcome = 'success'")},
  ${of('idempotency', 'record_ids && $1')}, ${of('file', 'record_id = any($1)')}) as counts`
