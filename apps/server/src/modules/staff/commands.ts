import type { createStaff as form } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import { audit } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import type { Identity } from '#platform/identity'
import { checkGrants, type Grant } from './policy.ts'
import { insertStaff } from './store.ts'

export interface StaffDeps {
  db: Db
  identity: Identity
}
export interface StaffCall {
  actor: Actor
  origin: Origin
  now: Date
}
/** Shown once, to be changed at the first sign-in. */
export interface Issued {
  account: string
  password: string
}

/**
 * Adds a member of staff with roles, skills and an account.
 * @throws DomainError `access.forbidden`, `staff.administratorAlone`, `staff.numberTaken`, `identity.accountTaken`,
 * `command.duplicateId`, `http.invalid` (a community that does not exist)
 */
export async function createStaff(
  { db, identity }: StaffDeps,
  { actor, origin, now }: StaffCall,
  body: z.output<typeof form>,
): Promise<Issued> {
  assertMay(actor, 'staff.manage')
  const grants = distinct(body.grants)
  checkGrants(grants)
  const issued = await identity.issuePassword(body)
  return await db.transaction(actor.organizationId, async (tx) => {
    // one at a time, so that what is free now still is when it is written
    tx.queue('select from organization where organization_id = $1 for no key update', [actor.organizationId])
    await refuseTaken(tx, body)
    await refuseUnknownCommunities(tx, body.grants)
    insertStaff(tx, [{ ...body, grants, skills: [...new Set(body.skills)] }], now)
    const account = await identity.createStaffAccount(tx, { staffId: body.id, account: body.account, issued, now })
    const event = { action: 'staff.create', objectKind: 'staff', objectIds: [body.id] }
    audit(tx, actor, origin, now, { ...event, outcome: 'success', detail: { grants } })
    return { account, password: issued.password }
  })
}

/** Issues a new password to a member of staff: opens a lock and ends all sessions. @throws DomainError `http.notFound` */
export async function resetPassword(
  { db, identity }: StaffDeps,
  { actor, origin, now }: StaffCall,
  staffId: string,
): Promise<Issued> {
  assertMay(actor, 'staff.manage')
  const [owner] = await db.transaction(actor.organizationId, (tx) =>
    tx.query<{ name: string; phone: string | null; account: string }>(
      `select s.name, s.phone, a.login as account from staff s
       join account a on a.organization_id = s.organization_id and a.staff_id = s.id
       where s.organization_id = $1 and s.id = $2`,
      [actor.organizationId, staffId],
    ),
  )
  if (!owner) throw new DomainError('http.notFound')
  const issued = await identity.issuePassword(owner)
  await db.transaction(actor.organizationId, async (tx) => {
    await identity.resetPassword(tx, staffId, issued, now)
    const event = { action: 'staff.resetPassword', objectKind: 'staff', objectIds: [staffId] }
    audit(tx, actor, origin, now, { ...event, outcome: 'success' })
  })
  return { account: owner.account, password: issued.password }
}

function distinct(grants: readonly Grant[]): Grant[] {
  return [...new Map(grants.map((grant) => [`${grant.role} ${grant.communityId}`, grant])).values()]
}

async function refuseTaken(tx: Tx, { id, employeeNumber }: { id: string; employeeNumber: string }): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    'select id from staff where organization_id = $1 and (id = $2 or employee_number = $3)',
    [tx.organizationId, id, employeeNumber],
  )
  if (rows.some((row) => row.id === id))
    throw new DomainError('command.duplicateId', {}, [{ path: 'id', code: 'command.duplicateId' }])
  if (rows.length > 0) {
    const params = { employeeNumber }
    const fault = { path: 'employeeNumber', code: 'staff.numberTaken', params }
    throw new DomainError('staff.numberTaken', params, [fault])
  }
}

async function refuseUnknownCommunities(tx: Tx, grants: readonly Grant[]): Promise<void> {
  const rows = await tx.query<{ id: string }>('select id from community where organization_id = $1 and id = any ($2)', [
    tx.organizationId,
    grants.flatMap((grant) => grant.communityId ?? []),
  ])
  const known = new Set(rows.map((row) => row.id))
  const faults = grants.flatMap(({ communityId }, i) =>
    communityId && !known.has(communityId)
      ? [{ path: `grants.${i}.communityId`, code: 'fields.unknownReference' }]
      : [],
  )
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
}
