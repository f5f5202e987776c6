import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, type Client } from '@sims/contracts/web'
import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Stage } from './stage.ts'

/** One command that was sent, and what became of it. */
export interface Sent {
  recordId: string
  step: string
  key: string
  /** of a report */
  description?: string
  /** sends exactly the same again */
  again: () => Promise<Answered>
  /** unknown: no answer came, or the server said that it was away; failed: it told a fault of its own, or hung */
  outcome: 'acknowledged' | 'refused' | 'unknown' | 'failed'
  answer?: Answered
  reason?: string
}
export interface Answered {
  id: string
  version: number
  number?: string
}

export interface Load {
  /** lets the clients end; everything that was sent */
  stop(): Promise<Sent[]>
}

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }

/** Clients that report and work off requests, each one after the other, until they are stopped or lose the server. */
export function startLoad(stage: Stage, clients: number): Load {
  const sent: Sent[] = []
  let stopped = false

  const send = async (step: Pick<Sent, 'recordId' | 'step' | 'key' | 'description' | 'again'>): Promise<Sent> => {
    const entry: Sent = { ...step, outcome: 'unknown' }
    sent.push(entry)
    try {
      entry.answer = await entry.again()
      entry.outcome = 'acknowledged'
    } catch (error) {
      entry.outcome = outcomeOf(error)
      entry.reason = error instanceof ApiError ? `${error.problem.status} ${error.problem.code}` : String(error)
    }
    return entry
  }

  const steps: [step: string, input: object, by: 'agent' | 'dispatcher'][] = [
    ['accept', {}, 'agent'],
    ['triage', TRIAGE, 'agent'],
    ['dispatch', {}, 'dispatcher'],
  ]
  const client = async (n: number) => {
    const resident = stage.residents[n % stage.residents.length] as Stage['residents'][number]
    for (let turn = 0; !stopped; turn++) {
      const report = await send(reportOf(resident.api, placeOf(resident), `第${n}号第${turn}次报修 水管漏水😀`))
      // a server that is away is not to be stormed
      if (report.outcome === 'unknown') await sleep(50)
      let version = report.answer?.version
      for (const [step, input, by] of steps) {
        if (stopped || version === undefined) break
        const taken = await send(stepOf(stage[by].api, 'takeRequestStep', report.recordId, step, version, input))
        version = taken.answer?.version
      }
      if (stopped || version === undefined) continue
      const orderId = await orderOf(stage.agent.api, report.recordId)
      if (orderId === undefined) continue
      const claimed = await send(stepOf(stage.technician.api, 'takeOrderStep', orderId, 'claim', 1))
      if (stopped || claimed.answer === undefined) continue
      await send(stepOf(stage.technician.api, 'takeOrderStep', orderId, 'start', claimed.answer.version))
    }
  }
  const all = Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  return {
    stop: async () => {
      stopped = true
      await all
      return sent
    },
  }
}

const placeOf = (resident: Stage['residents'][number]) => resident.places.premises[0]?.id ?? ''

/** A report with an id and a key of its own. */
export function reportOf(api: Client, placeId: string, description: string, category = 'waterLeak') {
  const [recordId, key] = [newId(), newId()]
  const body = { id: recordId, category, placeId, description }
  return { recordId, step: 'report', key, description, again: () => api('createRequest', { body, key }) }
}

export function stepOf(
  api: Client,
  operation: 'takeRequestStep' | 'takeOrderStep',
  recordId: string,
  step: string,
  version: number,
  input: object = {},
) {
  const key = newId()
  const body = { step, version, input: input as Record<string, never> }
  return { recordId, step, key, again: () => api(operation, { params: { id: recordId }, body, key }) }
}

async function orderOf(api: Client, requestId: string): Promise<string | undefined> {
  const request = await api('getRequest', { params: { id: requestId } }).catch(() => undefined)
  return request?.orders[0]?.id
}

/** What a failed call may have done. */
export function outcomeOf(error: unknown): Sent['outcome'] {
  if (error instanceof ApiError) {
    if (error.problem.status === 503) return 'unknown'
    return error.problem.status >= 500 ? 'failed' : 'refused'
  }
  return (error as Error).name === 'TimeoutError' ? 'failed' : 'unknown'
}
