import { PHASES, type Phase, REQUEST_QUEUES, type RequestQuery, type RequestQueue } from '@sims/contracts/web'

/** What the address of the desk says, so that a view can be sent to a colleague as a link. */
export interface Filters {
  queue: RequestQueue
  q?: string
  communityId?: string
  phase?: Phase
  category?: string
  customerId?: string
}

export const firstQueue: RequestQueue = 'new'

const oneOf = <T extends string>(list: readonly T[], value: string | null) => list.find((item) => item === value)

export function readFilters(search: URLSearchParams): Filters {
  return {
    queue: oneOf(REQUEST_QUEUES, search.get('queue')) ?? firstQueue,
    q: search.get('q') || undefined,
    communityId: search.get('community') || undefined,
    phase: oneOf(PHASES, search.get('phase')),
    category: search.get('category') || undefined,
    customerId: search.get('customer') || undefined,
  }
}

export function writeFilters(filters: Filters): URLSearchParams {
  const { queue, q, communityId: community, phase, category, customerId: customer } = filters
  const pairs = Object.entries({ queue, q, community, phase, category, customer })
  return new URLSearchParams(pairs.filter((pair): pair is [string, string] => Boolean(pair[1])))
}

export const isFiltered = ({ queue: _, ...rest }: Filters) => Object.values(rest).some(Boolean)

export const toQuery = (filters: Filters): RequestQuery => ({ ...filters, limit: 25 })
