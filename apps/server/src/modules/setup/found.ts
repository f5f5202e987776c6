import type { Role, Setup } from '@sims/contracts'
import { DomainError, newId } from '#kernel'
import { building, createCommunityTree } from '#modules/estate'
import type { Db, Tx } from '#platform/db'
import { insertRegulation } from '#platform/regulations'
import { defaultRules } from './default-rules.ts'
import { type Issuer, insertFirstStaff, issueLogins, type Login, loginOf } from './staff.ts'

export interface SetupDeps {
  db: Db
  identity: Issuer
  /** what else a new organization starts with, such as its calendars; runs in the same transaction */
  seed?: (tx: Tx, now: Date) => void | Promise<void>
}

/** A tree of more homes than this is imported, not made in the wizard. */
const MAX_HOMES = 20_000

/** Whether nobody has founded a company on this installation yet. */
export async function setupNeeded(db: Db): Promise<boolean> {
  const [row] = await db.global<{ needed: boolean }>('select initialized_at is null as needed from installation')
  return row?.needed ?? true
}

/**
 * Takes the installation for this transaction's organization: of any number at once one gets it, the others wait for
 * its outcome and are refused. @throws DomainError `setup.alreadyDone`
 */
export async function claimInstallation(tx: Tx, now: Date): Promise<void> {
  const claimed = await tx.query(
    'update installation set initialized_at = $1 where initialized_at is null returning only_row',
    [now],
  )
  if (claimed.length === 0) throw new DomainError('setup.alreadyDone')
}

/** Queues the organization's own row and the rules it starts with: categories, matrix, duty chain, processes, texts. */
export async function insertOrganization(
  tx: Tx,
  { name, isDemo }: { name: string; isDemo: boolean },
  deps: Pick<SetupDeps, 'seed'>,
  now: Date,
): Promise<void> {
  tx.queue('insert into organization (organization_id, name, is_demo, created_at) values ($1, $2, $3, $4)', [
    tx.organizationId,
    name,
    isDemo,
    now,
  ])
  insertRegulation(tx, defaultRules(), now)
  await deps.seed?.(tx, now)
}

const FIRST: { account: string; name: string; role: Role; everywhere: boolean }[] = [
  { account: 'sysadmin', name: '系统管理员', role: 'systemAdministrator', everywhere: true },
  { account: 'secadmin', name: '安全管理员', role: 'securityAdministrator', everywhere: true },
  { account: 'auditadmin', name: '审计管理员', role: 'auditAdministrator', everywhere: true },
  { account: 'manager', name: '项目经理', role: 'communityManager', everywhere: false },
  { account: 'agent', name: '客服专员', role: 'agent', everywhere: false },
  { account: 'technician', name: '维修技师', role: 'technician', everywhere: false },
]

/**
 * Founds a real company: organization, one community with its homes, default categories and processes, the three
 * administrators and one account each for manager, agent and technician. Works once per installation.
 * @returns the first logins; their passwords are kept nowhere
 * @throws DomainError `setup.alreadyDone`, `setup.tooManyHomes`
 */
export async function foundOrganization(deps: SetupDeps, setup: Setup, now: Date): Promise<Login[]> {
  const homes = setup.buildings * setup.entrances * setup.floors * setup.homesPerFloor
  if (homes > MAX_HOMES) {
    const params = { homes, maximum: MAX_HOMES }
    throw new DomainError('setup.tooManyHomes', params, [{ path: 'buildings', code: 'setup.tooManyHomes', params }])
  }
  // asked before the passwords are hashed, so that repeated calls cost nothing
  if (!(await setupNeeded(deps.db))) throw new DomainError('setup.alreadyDone')
  const people = await issueLogins(FIRST, deps.identity)
  await deps.db.transaction(newId(now.getTime()), async (tx) => {
    await claimInstallation(tx, now)
    await insertOrganization(tx, { name: setup.organization.trim(), isDemo: false }, deps, now)
    const { communityId } = createCommunityTree(
      tx,
      { name: setup.community.trim(), kind: 'residential', places: placesOf(setup) },
      now,
    )
    const staff = people.map((person, i) => ({
      id: newId(now.getTime()),
      employeeNumber: String(i + 1).padStart(4, '0'),
      name: person.name,
      phone: null,
      email: null,
      grants: [{ role: person.role, communityId: person.everywhere ? null : communityId }],
      skills: person.role === 'technician' ? (['general'] as const).slice() : [],
      account: person.account,
      issued: person.issued,
    }))
    await insertFirstStaff(tx, staff, deps.identity, now)
  })
  return people.map(loginOf)
}

const placesOf = ({ buildings, entrances, floors, homesPerFloor }: Setup) => [
  ...Array.from({ length: buildings }, (_, i) =>
    building({ name: `${i + 1}栋`, entrances, floors, perFloor: homesPerFloor, areas: ['门厅', '电梯', '楼道'] }),
  ),
  ...['小区大门', '小区道路', '绿化带', '地下车库', '垃圾投放点'].map((name) => ({ kind: 'area' as const, name })),
]
