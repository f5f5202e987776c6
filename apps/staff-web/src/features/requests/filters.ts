import {
  PHASES,
  type Phase,
  REQUEST_KINDS,
  REQUEST_QUEUES,
  type RequestKind,
  type RequestQuery,
  type RequestQueue,
} from '@sims/contracts/web'

/** What the address of the desk says, so that a view can be sent to a colleague as a link. */
export interface Filters {
  queue: RequestQueue
  q?: string
  communityId?: string
  kind?: RequestKind
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
    kind: oneOf(REQUEST_KINDS, search.get('kind')),
    phase: oneOf(PHASES, search.get('phase')),
    category: search.get('category') || undefined,
    customerId: search.get('customer') || undefined,
  }
}

export function writeFilters(filters: Filters): URLSearchParams {
  const { queue, q, communityId: community, kind, phase, category, customerId: customer } = filters
  const pairs = Object.entries({ queue, q, community, kind, phase, category, customer })
  return new URLSearchParams(pairs.filter((pair): pair is [string, string] => Boolean(pair[1])))
}

export const isFiltered = ({ queue: _, ...rest }: Filters) => Object.values(rest).some(Boolean)

export const toQuery = (filters: Filters): RequestQuery => ({ ...filters, limit: 25 })
