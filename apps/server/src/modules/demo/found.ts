import { newId } from '#kernel'
import {
  insertAuthorities,
  insertCustomers,
  insertResidencies,
  type NewCustomer,
  type NewResidentAccount,
  queueResidentAccounts,
} from '#modules/customers'
import { createCommunityTree, type PlaceRow } from '#modules/estate'
import {
  claimInstallation,
  type FirstStaff,
  insertFirstStaff,
  insertFirstTeams,
  insertOrganization,
  issueLogins,
  type Login,
  loginOf,
  type SetupDeps,
  setupNeeded,
} from '#modules/setup'
import type { IssuedPassword } from '#platform/identity'
import type { Secrets } from '#platform/privacy'
import { bonds } from './bonds.ts'
import { COMMUNITIES, COMPANY } from './company.ts'
import { dice } from './dice.ts'
import { personName, staffPhone } from './names.ts'
import { type Population, populate } from './people.ts'
import { JOBS, type Job } from './staff.ts'

export interface Founded extends Population {
  organizationId: string
  /** in the order of COMMUNITIES */
  communities: { communityId: string; places: PlaceRow[] }[]
  staff: FirstStaff[]
  /** by which residents sign in */
  accounts: NewResidentAccount[]
  /** one per main role, to be printed once */
  logins: Login[]
  /** everybody else who works there */
  otherLogins: Login[]
}

const SEED = 20260101

/**
 * Fills an empty installation with the invented company: communities, premises, customers, staff, categories and
 * processes, in one transaction. Always the same, but for ids, keys and passwords.
 * @param opened since when the company has been working with this system
 * @returns undefined when the installation has a company already
 */
export async function foundDemo(
  deps: SetupDeps & { secrets: Secrets },
  opened: Date,
  now: Date,
): Promise<Founded | undefined> {
  const { db, secrets, identity } = deps
  if (!(await setupNeeded(db))) return undefined
  const random = dice(SEED)
  const jobs = await issueLogins(
    JOBS.map((job) => ({ ...job, name: personName(random).text })),
    identity,
  )
  const organizationId = newId(opened.getTime())
  return await db.transaction(organizationId, async (tx) => {
    await claimInstallation(tx, now)
    await insertOrganization(tx, { name: COMPANY, isDemo: true }, deps, opened)
    const communities = COMMUNITIES.map((spec) => createCommunityTree(tx, spec, opened))
    const communityIds = communities.map((community) => community.communityId)

    const staff = jobs.map((job, i) => employee(job, i, communityIds, opened))
    await insertFirstStaff(tx, staff, identity, opened)
    const teams = COMMUNITIES.map((community, index) => {
      const members = staff.filter((_, i) => jobs[i]?.community === index && jobs[i]?.skills)
      const leadId = members.find(({ grants }) => grants[0]?.role === 'teamLead')?.id ?? null
      return { name: `${community.name}工程班`, leadId, memberIds: members.map((member) => member.id) }
    })
    insertFirstTeams(tx, teams, opened)

    const premises = communities.flatMap(({ places }) => places.filter((place) => place.kind === 'premises'))
    const people = populate(premises, random, opened)
    const more = bonds(people, people.nextPhone, opened)
    people.customers.push(...more.customers)
    insertCustomers(tx, secrets, people.customers, opened)
    insertResidencies(tx, people.residencies, opened)
    const by = staff[0]?.id as string
    insertAuthorities(tx, more.authorities, by, opened)
    const accounts = people.customers.flatMap((customer) => accountOf(customer, opened))
    queueResidentAccounts(tx, secrets, accounts, opened)
    const logins = jobs.filter((job) => job.main).map(loginOf)
    const otherLogins = jobs.filter((job) => !job.main).map(loginOf)
    return { organizationId, communities, staff, ...people, accounts, logins, otherLogins }
  })
}

const accountOf = ({ kind, id, phone }: NewCustomer, opened: Date): NewResidentAccount[] =>
  kind === 'person' && phone ? [{ id: newId(opened.getTime()), customerId: id, phone }] : []

function employee(
  job: Job & { name: string; issued: IssuedPassword },
  n: number,
  communityIds: string[],
  opened: Date,
): FirstStaff {
  const communityId = job.community === null ? null : (communityIds[job.community] as string)
  return {
    id: newId(opened.getTime()),
    employeeNumber: `AJ${String(n + 1).padStart(4, '0')}`,
    name: job.name,
    phone: staffPhone(n),
    // a domain reserved for examples (RFC 2606): no mail ever leaves for it
    email: `${job.account}@anjuli.example`,
    grants: [{ role: job.role, communityId }],
    skills: job.skills ?? [],
    account: job.account,
    issued: job.issued,
  }
}
