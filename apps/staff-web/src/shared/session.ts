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

/** Whether the person holds one of these roles for the whole company. */
export const holdsEverywhere = (session: Session, roles: readonly Role[]) =>
  session.grants.some((grant) => grant.communityId === null && roles.includes(grant.role))

/** Whether the person holds one of these roles in a community, or (null) for the whole company. */
export const holdsIn = (session: Session, roles: readonly Role[], communityId: string | null) =>
  session.grants.some(
    (grant) => roles.includes(grant.role) && (grant.communityId === null || grant.communityId === communityId),
  )

const field: Role[] = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']

/** Which parts of the staff web a role works in; the server decides about every record by itself. */
export const areas = {
  statistics: ['dispatcher', 'teamLead', 'communityManager', 'qualitySupervisor', 'executive'],
  requests: [
    'agent',
    'steward',
    'dispatcher',
    'teamLead',
    'communityManager',
    'qualitySupervisor',
    'executive',
    'archivist',
  ],
  intake: ['agent', 'steward', 'dispatcher', 'communityManager'],
  orders: [
    'agent',
    'steward',
    'dispatcher',
    'teamLead',
    'communityManager',
    'qualitySupervisor',
    'executive',
    ...field,
  ],
  printOrders: ['agent', 'steward', 'dispatcher', 'teamLead', 'communityManager', ...field],
  permits: ['dispatcher', 'teamLead', 'communityManager', 'qualitySupervisor', 'executive'],
  ownOrders: ['teamLead', ...field],
  duty: [
    'agent',
    'steward',
    'dispatcher',
    'teamLead',
    'communityManager',
    'qualitySupervisor',
    'executive',
    'hr',
    ...field,
  ],
  dutyManage: ['dispatcher', 'communityManager'],
  customers: ['agent', 'steward', 'dispatcher', 'communityManager', 'privacyOfficer'],
  customerCare: ['agent', 'steward', 'communityManager'],
  reveal: ['agent', 'steward', 'communityManager', 'privacyOfficer'],
  staff: ['systemAdministrator', 'securityAdministrator', 'hr', 'communityManager'],
  staffAdministration: ['systemAdministrator'],
  backups: ['systemAdministrator'],
  /** one of those below */
  registers: [
    'agent',
    'steward',
    'dispatcher',
    'teamLead',
    'communityManager',
    'qualitySupervisor',
    'executive',
    ...field,
  ],
  contractors: ['agent', 'steward', 'dispatcher', 'teamLead', 'communityManager', 'qualitySupervisor', 'executive'],
  assetsManage: ['teamLead', 'communityManager'],
  contractorsManage: ['communityManager', 'executive'],
  partsManage: ['teamLead', 'communityManager'],
  imports: ['communityManager', 'executive', 'systemAdministrator'],
  importsHistory: ['communityManager', 'executive'],
  importsCustomers: ['communityManager', 'executive'],
  importsStaff: ['systemAdministrator'],
  importsPlaces: ['communityManager', 'executive', 'systemAdministrator'],
  messages: ['systemAdministrator'],
  interfaces: ['systemAdministrator'],
  rules: ['communityManager', 'qualitySupervisor', 'executive', 'systemAdministrator'],
  rulesEdit: ['communityManager', 'qualitySupervisor', 'systemAdministrator'],
} satisfies Record<string, Role[]>
export type Area = keyof typeof areas

export const useMay = (area: Area): boolean => holds(useSession(), areas[area])
