import type { ServiceRequest, WorkOrder } from '@sims/contracts/web'
import { categoryOf, type Offered, placeOf } from './category.ts'
import { choice, type RunIds } from './ids.ts'
import type { Message } from './messages.ts'
import { type Person, persistently, type Resident } from './people.ts'
import { drawPhoto, upload } from './photo.ts'
import { PHASES, type PhaseKey, type Tally } from './tally.ts'

/** Every step that a message may take; an order is claimed from the pool or taken as assigned. */
export const STEPS = [...PHASES.map(([key]) => key), 'claim']

/** Who acts in a run, and what the company offers. */
export interface Cast {
  url: string
  residents: readonly Resident[]
  agent: Person
  dispatcher: Person
  technician: Person
  categories: readonly Offered[]
}

/**
 * Drives one message from report to settled. Where the request stands already is read from its timeline, so a run that
 * was interrupted goes on where it ended; each call carries the key of its message and step, so none has two effects.
 */
export async function drive(message: Message, cast: Cast, ids: RunIds, tally: Tally): Promise<void> {
  const { number } = message
  let phase: PhaseKey = 'report'
  const key = (step: string) => ids.key(number, step)
  const id = ids.requestId(number, message.at)
  const { agent, dispatcher, technician } = cast
  const resident = cast.residents[choice(number, cast.residents.length)] as Resident
  const category = categoryOf(message.text, cast.categories)

  /** Takes a step unless the timeline has it; answers the version after it. */
  const take = async (
    next: PhaseKey,
    record: { id: string; version: number; taken: ReadonlySet<string | null> },
    operation: 'takeRequestStep' | 'takeOrderStep',
    who: Person,
    step: string,
    input: () => Promise<object> | object = () => ({}),
  ): Promise<number> => {
    phase = next
    if (record.taken.has(step)) {
      tally.passed(phase, true)
      return record.version
    }
    const body = { step, version: record.version, input: (await input()) as Record<string, never> }
    const call = { params: { id: record.id }, body, key: key(step) }
    const { version } = await persistently(() => who.api(operation, call))
    tally.passed(phase)
    return version
  }

  try {
    const place = placeOf(number, category, resident.places)
    const body = { id, category: category.key, placeId: place.id, description: message.text }
    await persistently(() => resident.api('createRequest', { body, key: key('report') }))
    const request = stateOf(await persistently(() => agent.api('getRequest', { params: { id } })))
    tally.passed('report', request.version > 1)

    request.version = await take('accept', request, 'takeRequestStep', agent, 'accept')
    request.version = await take('triage', request, 'takeRequestStep', agent, 'triage', () => ({
      urgency: category.urgent ? '2' : '3',
      impact: place.own ? '3' : '2',
      category: category.key,
      privatePart: place.own,
      // what is under warranty costs nothing, so that nobody has to agree to a price on the way
      inWarranty: true,
    }))
    // half of the orders wait in the pool until somebody claims them, half are given to the technician
    const claimed = choice(`${number} claim`, 2) === 0
    const assignee = claimed ? {} : { assignee: technician.session.staffId }
    await take('dispatch', request, 'takeRequestStep', dispatcher, 'dispatch', () => assignee)

    const { orders } = await persistently(() => agent.api('getRequest', { params: { id } }))
    const work = await persistently(() => technician.api('getOrder', { params: { id: orders[0]?.id ?? '' } }))
    const order = stateOf(work)
    order.version = await take('take', order, 'takeOrderStep', technician, claimed ? 'claim' : 'take')
    order.version = await take('start', order, 'takeOrderStep', technician, 'start')
    await take('reportDone', order, 'takeOrderStep', technician, 'reportDone', async () => ({
      checklist: work.checklist.map((item) => item.key),
      photosAfter: [
        await persistently(async () => upload(cast.url, technician.token, '完工.jpg', await drawPhoto(number))),
      ],
    }))

    const done = stateOf(await persistently(() => resident.api('getRequest', { params: { id } })))
    const mark = (name: string) => 3 + choice(`${number} ${name}`, 3)
    done.version = await take('rate', done, 'takeRequestStep', resident, 'rate', () => ({
      overall: mark('overall'),
      speed: mark('speed'),
      service: mark('service'),
    }))
    await take('settle', done, 'takeRequestStep', agent, 'settle')
  } catch (error) {
    tally.refused(number, phase, error)
  }
  tally.finished++
}

function stateOf({ id, version, timeline }: ServiceRequest | WorkOrder) {
  return { id, version, taken: new Set(timeline.map((entry) => entry.step)) }
}
