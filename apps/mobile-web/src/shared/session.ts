import { ApiError, type Session } from '@sims/contracts/web'
import { setLocale, setTimeZone } from '@sims/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api, queries } from './api.ts'

const key = ['whoAmI', undefined]

function adopt(session: Session): Session {
  setLocale(session.locale)
  setTimeZone(session.organization.timeZone)
  return session
}

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: key,
    staleTime: 5 * 60_000,
    queryFn: async () => {
      try {
        return adopt(await api('whoAmI'))
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 401) return null
        throw error
      }
    },
  })
}

/** The session of a page that is shown to signed-in people only. */
export function useMe(): Session {
  const { data } = useSession()
  if (!data) throw new Error('this page is for signed-in people')
  return data
}

/** After signing in or out nothing of another person stays in the caches. What shows the session goes on watching it. */
function replace(session: Session | null): void {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'whoAmI' })
  queries.setQueryData(key, session)
}

export const enter = (session: Session): void => replace(adopt(session))

/** Takes a newer answer about the same person. */
export const renew = (session: Session): void => void queries.setQueryData(key, adopt(session))

/** Signing out leads to the first page: the next person must not begin where this one ended. */
export function useSignOut() {
  const go = useNavigate()
  return useMutation({
    mutationFn: () => api('signOut'),
    onSuccess: () => {
      void go('/', { replace: true })
      replace(null)
    },
  })
}
