import { newId } from '../../apps/server/src/kernel/index.ts'
import {
  insertCustomers,
  insertResidencies,
  queueResidentAccounts,
  sealContact,
} from '../../apps/server/src/modules/customers/index.ts'
import { building, createCommunityTree } from '../../apps/server/src/modules/estate/index.ts'
import { claimInstallation, insertFirstStaff, insertOrganization } from '../../apps/server/src/modules/setup/index.ts'
import type { Db, Tx } from '../../apps/server/src/platform/db/index.ts'
import { createIdentity } from '../../apps/server/src/platform/identity/index.ts'
import { seedCalendar } from '../../apps/server/src/platform/process/index.ts'
import type { Cluster } from '../lib/cluster.ts'
import { CLIENTS } from '../lib/load.ts'

const COMMUNITIES = 20
/** communities of an agent who does not serve the whole company */
const DISTRICT = 8
const ACCOUNTS = 64

/** A home with whoever reports from it. */
export interface Home {
  placeId: string
  communityId: string
  customerId: string
  contactSealed: Buffer
}

/** A company of 20 communities and 8,000 homes, made by the product's own code. Gives its homes. */
export async function found(cluster: Cluster, database: string, db: Db, now: Date): Promise<Home[]> {
  const organizationId = newId(now.getTime())
  const { homes, communityIds } = await db.transaction(organizationId, async (tx) => {
    await claimInstallation(tx, now)
    await insertOrganization(tx, { name: '测速物业服务有限公司（虚构）', isDemo: true }, { seed: seedCalendar }, now)
    const communities = Array.from({ length: COMMUNITIES }, (_, n) => createCommunityTree(tx, communityOf(n), now))
    return {
      communityIds: communities.map((community) => community.communityId),
      homes: communities.flatMap(({ communityId, places }) =>
        places.filter((place) => place.kind === 'premises').map((place) => ({ communityId, placeId: place.id })),
      ),
    }
  })
  await employ(db, organizationId, communityIds, now)
  const peopled: Home[] = []
  for (let i = 0; i < homes.length; i += 500)
    peopled.push(
      ...(await db.transaction(organizationId, async (tx) => people(tx, cluster, homes.slice(i, i + 500), i, now))),
    )
  // nobody signs in with a password here
  await cluster.query(database, 'update account set must_change_password = false')
  return peopled
}

const communityOf = (n: number) => ({
  name: `测速花园${n + 1}期`,
  kind: 'residential' as const,
  places: [1, 2, 3, 4, 5].map((b) =>
    building({ name: `${b}栋`, entrances: 1, floors: 20, perFloor: 4, areas: ['门厅', '电梯', '楼道'] }),
  ),
})

/** Agents and technicians of the whole company, one per client, and agents of a few communities. */
async function employ(db: Db, organizationId: string, communityIds: string[], now: Date): Promise<void> {
  const identity = createIdentity({ db })
  const issued = await identity.issuePassword({ account: 'bench', name: '测速' } as never)
  const whole = [{ communityId: null }]
  const district = communityIds.slice(0, DISTRICT).map((communityId) => ({ communityId }))
  const jobs = Array.from({ length: CLIENTS }, (_, n) => [
    { account: `agent${n}`, role: 'agent' as const, reach: whole },
    { account: `district${n}`, role: 'agent' as const, reach: district },
    { account: `technician${n}`, role: 'technician' as const, reach: whole },
  ]).flat()
  const staff = jobs.map(({ account, role, reach }, n) => ({
    id: newId(now.getTime()),
    employeeNumber: String(n + 1).padStart(4, '0'),
    name: `员工${n + 1}`,
    phone: null,
    email: null,
    grants: reach.map(({ communityId }) => ({ role, communityId })),
    skills: role === 'technician' ? (['general', 'plumbing'] as const).slice() : [],
    account,
    issued,
  }))
  await db.transaction(organizationId, (tx) => insertFirstStaff(tx, staff, identity, now))
}

function people(tx: Tx, cluster: Cluster, homes: Pick<Home, 'placeId' | 'communityId'>[], from: number, now: Date) {
  const { secrets } = cluster
  const rows = homes.map((home, i) => ({
    home,
    id: newId(now.getTime()),
    kind: 'person' as const,
    name: `住户${from + i}`,
    phone: `199${String(from + i).padStart(8, '0')}`,
    verified: true,
  }))
  const sealed = insertCustomers(tx, secrets, rows, now)
  const residencies = rows.map((row) => ({
    customerId: row.id,
    premisesId: row.home.placeId,
    kind: 'owner' as const,
    verifiedAt: now,
  }))
  insertResidencies(tx, residencies, now)
  const accounts = rows.filter((_, i) => from + i < ACCOUNTS)
  queueResidentAccounts(
    tx,
    secrets,
    accounts.map((row) => ({ id: newId(now.getTime()), customerId: row.id, phone: row.phone })),
    now,
  )
  return rows.map((row, i) => ({
    ...row.home,
    customerId: row.id,
    contactSealed: sealContact(secrets, tx.organizationId, sealed[i] as (typeof sealed)[number], row),
  }))
}
