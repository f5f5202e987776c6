import { type Answer, ApiError, type Call, createClient, type OperationName } from '@sims/contracts/web'
import { locale } from '@sims/ui'
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { newId } from './id.ts'
import { hasStatus } from './problem.ts'

export const api = createClient({ locale })

/** A refusal will not change by asking again; a broken line may. */
const lineIsDown = (error: unknown) => !(error instanceof ApiError)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey: [name] }) => {
      // the session has ended: asking who I am leads to the sign-in, and back here afterwards
      if (name !== 'whoAmI' && hasStatus(error, 401)) void queryClient.invalidateQueries({ queryKey: ['whoAmI'] })
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (failures, error) => lineIsDown(error) && failures < 2 },
    mutations: { retry: (failures, error) => error instanceof TypeError && failures < 2, retryDelay: 1000 },
  },
})

interface QueryOptions<Data> {
  enabled?: boolean
  /** keep showing the last answer while the next one is on its way */
  keep?: boolean
  staleTime?: number
  /** look again after so many ms, as long as the last answer asks for it */
  every?: (data: Data | undefined) => number | false
}

/** One read of the API, cached under its name and call. */
export function useApi<N extends OperationName>(name: N, call?: Call<N>, options: QueryOptions<Answer<N>> = {}) {
  return useQuery<Answer<N>, Error>({
    queryKey: [name, call ?? {}],
    queryFn: () => api(name, call),
    enabled: options.enabled ?? true,
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.every ? { refetchInterval: ({ state }) => options.every?.(state.data) ?? false } : {}),
  })
}

type ListName =
  | 'listRequests'
  | 'listOrders'
  | 'listPermits'
  | 'listStaff'
  | 'listResidencies'
  | 'listMessages'
  | 'listNotices'
  | 'listImports'
  | 'listImportRows'
  | 'listEquipment'
  | 'listContractors'
  | 'listParts'
  | 'listHookDeliveries'
type ListQuery<N extends ListName> = Call<N> extends { query?: infer Q } ? NonNullable<Q> : never
type Item<N extends ListName> = Answer<N>['items'][number]

/** A list that pages by cursor: `items` are those of all pages read so far. `params` name the record whose list it is. */
export function useList<N extends ListName>(
  name: N,
  query: ListQuery<N>,
  enabled = true,
  params?: Record<string, string>,
) {
  const list = useInfiniteQuery({
    queryKey: [name, { query, params }],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const page = await api(name, { params, query: { ...query, cursor: pageParam } } as Call<N>)
      return page as { items: Item<N>[]; nextCursor: string | null }
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  })
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [] }
}

/**
 * One change through the API. The idempotency key is made once per submission, so that repeats after a broken line
 * have one effect. What is shown is read again afterwards: `touches` names the reads that may have changed.
 */
export function useCommand<N extends OperationName>(name: N, touches: readonly OperationName[] = []) {
  const client = useQueryClient()
  const mutation = useMutation<Answer<N>, Error, Call<N> & { key?: string }>({
    mutationFn: (call) => api(name, call),
    onSettled: () => Promise.all(touches.map((read) => client.invalidateQueries({ queryKey: [read] }))),
  })
  return {
    ...mutation,
    run: (call: Call<N>) => mutation.mutateAsync(Object.assign({}, call, { key: newId() })),
  }
}

/** The reads that a step on a request or an order may change. */
export const recordReads = [
  'listRequests',
  'countRequests',
  'getRequest',
  'listOrders',
  'getOrder',
  'listPermits',
] as const
