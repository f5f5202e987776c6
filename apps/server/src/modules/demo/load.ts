import { newId } from '#kernel'
import { insertCustomers, insertResidencies, queueResidentAccounts } from '#modules/customers'
import { createCommunityTree } from '#modules/estate'
import {
  claimInstallation,
  insertFirstStaff,
  insertFirstTeams,
  insertOrganization,
  issueLogins,
  type Login,
  loginOf,
  type SetupDeps,
  setupNeeded,
} from '#modules/setup'
import type { Db } from '#platform/db'
import type { IssuedPassword } from '#platform/identity'
import type { Secrets } from '#platform/privacy'
import { COMMUNITIES, COMPANY } from './company.ts'
import { dice } from './dice.ts'
import { personName, staffPhone } from './names.ts'
import { type DemoResident, populate } from './people.ts'
import { JOBS, type Job } from './staff.ts'

export interface DemoLoaded {
  organizationId: string
  /** one per main role, to be printed once */
  logins: Login[]
  /** everybody else who works there */
  otherLogins: Login[]
  /** who can sign in by phone and a code that is shown on the screen: an owner, a lessee, one who waits */
  residents: DemoResident[]
}

const SEED = 20260101

/**
 * Fills an empty installation with an invented company: communities, premises, customers, staff, categories and
 * processes, in one transaction. Always the same, but for ids, keys and passwords.
 * @returns undefined when the installation has a company already
 */
export async function loadDemo(
  db: Db,
  secrets: Secrets,
  deps: Omit<SetupDeps, 'db'>,
  now: Date,
): Promise<DemoLoaded | undefined> {
  if (!(await setupNeeded(db))) return undefined
  const random = dice(SEED)
  const jobs = await issueLogins(
    JOBS.map((job) => ({ ...job, name: personName(random).text })),
    deps.identity,
  )
  const organizationId = newId(now.getTime())
  const residents = await db.transaction(organizationId, async (tx) => {
    await claimInstallation(tx, now)
    await insertOrganization(tx, { name: COMPANY, isDemo: true }, deps, now)
    const communities = COMMUNITIES.map((spec) => createCommunityTree(tx, spec, now))
    const communityIds = communities.map((community) => community.communityId)

    const staff = jobs.map((job, i) => ({ job, ...employee(job, i, communityIds, now) }))
    await insertFirstStaff(tx, staff, deps.identity, now)
    const teams = COMMUNITIES.map((community, index) => {
      const members = staff.filter(({ job }) => job.community === index && job.skills)
      const leadId = members.find(({ job }) => job.role === 'teamLead')?.id ?? null
      return { name: `${community.name}工程班`, leadId, memberIds: members.map((member) => member.id) }
    })
    insertFirstTeams(tx, teams, now)

    const premises = communities.flatMap(({ places }) => places.filter((place) => place.kind === 'premises'))
    const people = populate(premises, random, now)
    insertCustomers(tx, secrets, people.customers, now)
    insertResidencies(tx, people.residencies, now)
    const accounts = people.customers.flatMap(({ kind, id, phone }) =>
      kind === 'person' && phone ? [{ id: newId(now.getTime()), customerId: id, phone }] : [],
    )
    queueResidentAccounts(tx, secrets, accounts, now)
    return people.residents
  })
  return {
    organizationId,
    logins: jobs.filter((job) => job.main).map(loginOf),
    otherLogins: jobs.filter((job) => !job.main).map(loginOf),
    residents,
  }
}

function employee(job: Job & { name: string; issued: IssuedPassword }, n: number, communityIds: string[], now: Date) {
  const communityId = job.community === null ? null : (communityIds[job.community] as string)
  return {
    id: newId(now.getTime()),
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
