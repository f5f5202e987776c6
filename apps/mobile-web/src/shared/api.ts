import { type Answer, ApiError, type Call, createClient, type OperationName } from '@sims/contracts/web'
import { locale } from '@sims/ui'
import { MutationCache, QueryCache, QueryClient, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { newId } from './ids.ts'

// over plain HTTP browsers withhold randomUUID; the client needs it for its keys
crypto.randomUUID ??= newId as typeof crypto.randomUUID

export const api = createClient({ locale })

const isRefusal = (error: unknown): error is ApiError => error instanceof ApiError

/** A session that has ended anywhere shows the sign-in page; the answer of whoAmI is what the app looks at. */
function onError(error: unknown): void {
  if (isRefusal(error) && error.problem.status === 401) queries.setQueryData(['whoAmI', undefined], null)
}

/** The server's own refusals are final; a lost line is tried again. */
const again = (failures: number, error: unknown) => !isRefusal(error) && failures < 3

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { retry: again, staleTime: 30_000 },
    mutations: { retry: again },
  },
})

type More<N extends OperationName> = Omit<UseQueryOptions<Answer<N>>, 'queryKey' | 'queryFn'>

/** What an operation answers, cached under its name and what was asked. */
export function useAnswer<N extends OperationName>(name: N, call?: Call<N>, more?: More<N>) {
  return useQuery<Answer<N>>({ queryKey: [name, call], queryFn: () => api(name, call), ...more })
}
