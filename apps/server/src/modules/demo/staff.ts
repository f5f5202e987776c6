import type { Role, Skill } from '@sims/contracts'

/** A job in the demo company. `community` is an index of COMMUNITIES; null: in every community. */
export interface Job {
  account: string
  role: Role
  community: number | null
  skills?: Skill[]
  /** its login is printed at the first start */
  main?: true
}

/** Whose login is printed works everywhere where the role allows it, so that one person can show the whole flow. */
const office: Job[] = [
  { account: 'sysadmin', role: 'systemAdministrator', community: null, main: true },
  { account: 'secadmin', role: 'securityAdministrator', community: null, main: true },
  { account: 'auditadmin', role: 'auditAdministrator', community: null, main: true },
  { account: 'executive', role: 'executive', community: null, main: true },
  { account: 'quality', role: 'qualitySupervisor', community: null, main: true },
  { account: 'archivist', role: 'archivist', community: null, main: true },
  { account: 'agent', role: 'agent', community: null, main: true },
  { account: 'agent2', role: 'agent', community: null },
  { account: 'dispatcher', role: 'dispatcher', community: null, main: true },
  {
    account: 'technician',
    role: 'technician',
    community: null,
    skills: ['plumbing', 'electrical', 'doorsWindows', 'general'],
    main: true,
  },
]

const onSite = (community: number, suffix: string): Job[] => [
  { account: `manager${suffix}`, role: 'communityManager', community, ...(community === 0 ? { main: true } : {}) },
  { account: `steward${suffix}`, role: 'steward', community, ...(community === 0 ? { main: true } : {}) },
  { account: `steward${suffix}b`, role: 'steward', community },
  {
    account: `lead${suffix}`,
    role: 'teamLead',
    community,
    skills: ['electrical', 'plumbing', 'general'],
    ...(community === 0 ? { main: true } : {}),
  },
  { account: `tech${suffix}a`, role: 'technician', community, skills: ['plumbing', 'general'] },
  { account: `tech${suffix}b`, role: 'technician', community, skills: ['electrical', 'lift', 'hvac'] },
  { account: `tech${suffix}c`, role: 'technician', community, skills: ['doorsWindows', 'masonry', 'general'] },
]

/** Of firms that work for the company, see `registers.ts`. */
const outside: Job[] = [
  { account: 'outlift', role: 'contractorWorker', community: null, skills: ['lift'] },
  { account: 'outroof', role: 'contractorWorker', community: null, skills: ['masonry'] },
]

export const JOBS: readonly Job[] = [...office, ...onSite(0, ''), ...onSite(1, '2'), ...onSite(2, '3'), ...outside]
