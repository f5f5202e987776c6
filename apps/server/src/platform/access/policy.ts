import { ADMINISTRATOR_ROLES, type Role } from '@sims/contracts'

/** The three administrators of GB/T 22239: never the same person, and none of them reads business personal data. */
export const ADMINISTRATORS: readonly Role[] = ADMINISTRATOR_ROLES

const desk: Role[] = ['agent', 'steward']
const lead: Role[] = ['dispatcher', 'teamLead', 'communityManager']
const overseers: Role[] = ['qualitySupervisor', 'executive']
const field: Role[] = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']
const withRights: Role[] = ['systemAdministrator', 'securityAdministrator']

/**
 * Which roles hold which permission; what is not listed is refused. A permission opens a page or an operation at all:
 * which records somebody then sees is the module's `visible`, and which step somebody may take on a record stands in
 * its process definition.
 */
export const policy = {
  /** communities, buildings, entrances, premises, areas */
  'estate.read': [...desk, ...lead, ...overseers, 'archivist', ...field, ...withRights],

  /** names and phones masked */
  'customers.read': [...desk, 'dispatcher', 'communityManager', 'privacyOfficer'],
  'customers.create': [...desk, 'communityManager'],
  /** a name and phone in clear, with a reason */
  'customers.reveal': [...desk, 'communityManager', 'privacyOfficer', ...overseers],
  'residencies.verify': [...desk, 'communityManager'],
  /** proxies of persons, contact persons of firms */
  'proxies.manage': [...desk, 'communityManager'],
  'invitations.create': [...desk, 'communityManager'],

  /** who there is to assign to; no account names */
  'staff.read': [...desk, ...lead, ...overseers, 'hr', ...withRights],
  /** accounts, first passwords, resets */
  'staff.manage': ['systemAdministrator'],
  /** backups of the whole installation */
  'backups.manage': ['systemAdministrator'],

  /** the duty roster, and who is on duty */
  'duty.read': [...desk, ...lead, ...overseers, 'hr', ...field],
  'duty.manage': ['dispatcher', 'communityManager'],
  /** the phones of those on duty */
  'duty.call': [...desk, ...lead, ...overseers],

  /** complaints about a member of staff whom nobody has named yet; settling, naming and its undoing */
  'complaints.handle': ['communityManager', ...overseers],
  /** complaints about managers */
  'complaints.oversee': overseers,

  'requests.read': ['resident', ...desk, ...lead, ...overseers, 'archivist'],
  'requests.report': ['resident', ...desk, ...lead],
  /** permits for dangerous work, of the orders that one may see */
  'permits.read': [...lead, ...overseers],
  'orders.read': [...desk, ...lead, ...overseers, ...field],
  /** on paper, as far as one sees them */
  'orders.print': [...desk, ...lead, ...field],
  /** communities and places from tables: only who holds the role for the whole company */
  'estate.import': ['communityManager', 'executive', 'systemAdministrator'],
  /** equipment of the communities in which one holds the role */
  'assets.read': [...desk, ...lead, ...overseers, ...field],
  'assets.manage': ['teamLead', 'communityManager'],
  'contractors.read': [...desk, ...lead, ...overseers],
  'contractors.manage': ['communityManager', 'executive'],
  'parts.read': [...desk, ...lead, ...overseers, ...field],
  'parts.manage': ['teamLead', 'communityManager'],
  /** customers and residencies from tables and into them: only who holds the role for the whole company */
  'customers.import': ['communityManager', 'executive'],
  /** history from tables: only who holds the role for the whole company */
  'imports.manage': ['communityManager', 'executive'],
  /** figures of the communities in which one holds the role */
  'statistics.read': [...lead, ...overseers],
  /** categories to report in, and processes as a picture */
  'process.read': ['resident', 'archivist', ...desk, ...lead, ...overseers, ...field, ...withRights],

  /** rules with all their versions: categories, matrices, processes, calendars */
  'rules.read': ['communityManager', ...overseers, 'systemAdministrator'],
  'rules.edit': ['communityManager', 'qualitySupervisor', 'systemAdministrator'],
  /** puts a version in force for the whole company, or ends a rule; takes the role in the whole company */
  'rules.publish': ['executive', 'systemAdministrator'],

  /** gateways for text messages and WeChat, and what leaves by them: never a text, never an address in clear */
  'messages.manage': ['systemAdministrator'],
  /** keys by which other systems call: who has which, never a secret */
  'apiKeys.manage': ['systemAdministrator'],
  /** addresses of other systems that are told of events, and what was sent to them: ids, never content */
  'hooks.manage': ['systemAdministrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof policy
