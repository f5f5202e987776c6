import type { Role, Session } from '@sims/contracts/web'
import { createContext, useContext } from 'react'

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** Who is signed in. Only for pages behind the sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('this page needs a session')
  return session
}

/** Whether the person holds one of these roles anywhere. */
export const holds = (session: Session, roles: readonly Role[]) =>
  session.grants.some((grant) => roles.includes(grant.role))

/** Which areas of the staff web a role works in; the server decides about every record by itself. */
export const areas = {
  requests: ['agent', 'dispatcher', 'steward', 'communityManager'],
  intake: ['agent', 'dispatcher', 'steward', 'communityManager'],
  orders: ['agent', 'dispatcher', 'steward', 'communityManager', 'teamLead', 'technician'],
  customers: ['agent', 'steward', 'communityManager'],
  staff: ['systemAdministrator', 'communityManager', 'dispatcher'],
  staffAdministration: ['systemAdministrator'],
} as const satisfies Record<string, readonly Role[]>
export type Area = keyof typeof areas

export const useMay = (area: Area): boolean => holds(useSession(), areas[area])
