import type { ResidencyKind, VerifiedBy } from '@sims/contracts'
import { type Actor, DomainError, todayIn } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Secrets } from '#platform/privacy'
import { fieldFault } from './commands.ts'
import {
  closeResidencies,
  type EndSessions,
  endingNow,
  OPEN_RESIDENCY,
  type OpenResidency,
  tellResidency,
} from './ending.ts'
import { customersVisible, inScope, type Scope } from './policy.ts'
import { isOnRoll, rollOf } from './roll.ts'
import { openPerson, type SealedPerson } from './vault.ts'

export interface ResidencyDeps {
  db: Db
  secrets: Secrets
  endSessions: EndSessions
}

const lock = statement('residency_lock', `${OPEN_RESIDENCY} and r.id = $2 for update of r`)
const person = statement(
  'residency_person',
  `select c.id, c.wrapped_key as "wrappedKey", c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed"
   from residency r join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
   where r.organization_id = $1 and r.id = $2`,
)
/** owners of the same premises, other than the person of the residency */
const owners = statement(
  'residency_owners',
  `select o.customer_id as "customerId", a.id as "accountId" from residency r
   join residency o on o.organization_id = r.organization_id and o.premises_id = r.premises_id
     and o.customer_id <> r.customer_id and o.kind = 'owner' and o.verified_at is not null and o.ended_on is null
     and (o.until is null or o.until >= $3::date)
   left join account a on a.organization_id = o.organization_id and a.customer_id = o.customer_id
   where r.organization_id = $1 and r.id = $2`,
)
const ownersOfPremises = statement(
  'premises_owners',
  `select o.customer_id as "customerId", a.id as "accountId" from residency o
   left join account a on a.organization_id = o.organization_id and a.customer_id = o.customer_id
   where o.organization_id = $1 and o.premises_id = $2 and o.kind = 'owner' and o.verified_at is not null
     and o.ended_on is null and (o.until is null or o.until >= $3::date)`,
)
const confirm = statement(
  'residency_verify',
  `with home as (update residency set verified_at = coalesce(verified_at, $3), verified_by = $4, answered_by = $5,
       verified_how = $6, kind = $7, until = $8, note = $9
     where organization_id = $1 and id = $2 returning customer_id)
   update customer set verified = true where organization_id = $1 and id = (select customer_id from home)`,
)
const setUntil = statement(
  'residency_until',
  'update residency set until = $3, note = $4 where organization_id = $1 and id = $2',
)

/** Who answers or ends a residency: staff of the community, or an owner of the same premises. */
export interface Answerer {
  /** whether they may at all; otherwise the residency is not found */
  mayAnswer(row: OpenResidency, owners: readonly { customerId: string }[]): boolean
  how: 'desk' | 'owner'
}

export const asStaff = (actor: Actor): Answerer => {
  const scope: Scope = customersVisible(actor, 'residencies.verify')
  return { mayAnswer: (row) => inScope(scope, row.communityId), how: 'desk' }
}

export interface Owner {
  customerId: string
  /** null: cannot sign in */
  accountId: string | null
}

/** The verified owners of premises on a day. */
export const ownersAt = (tx: Tx, premisesId: string, today: string): Promise<Owner[]> =>
  tx.query<Owner>(ownersOfPremises, [tx.organizationId, premisesId, today])

export interface ResidencyAnswer {
  verified: boolean
  kind?: ResidencyKind | undefined
  until?: string | null | undefined
  reason?: string | undefined
}

async function load(tx: Tx, id: string, today: string, by: Answerer) {
  const [[row], others] = await Promise.all([
    tx.query<OpenResidency>(lock, [tx.organizationId, id]),
    tx.query<Owner>(owners, [tx.organizationId, id, today]),
  ])
  if (!row || !by.mayAnswer(row, others)) throw new DomainError('http.notFound')
  if (row.endedOn !== null || (row.until !== null && row.until < today))
    throw new DomainError('customers.residencyEnded')
  return { row, owners: others }
}

/**
 * Confirms that a person belongs to premises, or refuses it: a refused residency ends today. A lessee's last day must
 * be known. Where an owner could answer, staff say why they do it in the owner's stead; a claim as owner is theirs.
 * @throws DomainError `customers.residencyEnded`, `customers.untilNeeded`, `customers.untilPast`, `customers.reasonNeeded`
 */
export async function answerResidency(
  { db, secrets, endSessions }: ResidencyDeps,
  call: CommandCall,
  id: string,
  answer: ResidencyAnswer,
  by: Answerer,
): Promise<void> {
  const { actor, now } = call
  const today = todayIn(actor.timeZone, now)
  const reason = answer.reason?.trim() || null
  await command(db, call, {
    name: answer.verified ? 'residencies.verify' : 'residencies.refuse',
    recordKind: 'residency',
    recordIds: [id],
    load: async (tx) => {
      const loaded = await load(tx, id, today, by)
      const [[sealed], roll] = await Promise.all([
        tx.query<SealedPerson>(person, [tx.organizationId, id]),
        rollOf(tx, [loaded.row.premisesId]),
      ])
      const onRoll = isOnRoll(secrets, tx.organizationId, roll, openPerson(secrets, tx.organizationId, sealed as never))
      return { ...loaded, onRoll }
    },
    decide: ({ row, owners, onRoll }, { tx, emit }) => {
      if (!answer.verified) {
        if (!reason) throw fieldFault('reason', 'customers.reasonNeeded')
        closeResidencies(
          tx,
          endSessions,
          [endingNow(row, actor.timeZone, now, { outcome: 'refused', note: reason })],
          now,
        )
        emit(tellResidency('residencyRefused', row, [row.accountId]))
        return
      }
      const kind = answer.kind ?? row.kind
      const until = answer.until === undefined ? row.until : answer.until
      if (kind === 'lessee' && until === null) throw fieldFault('until', 'customers.untilNeeded')
      if (until !== null && until < today) throw fieldFault('until', 'customers.untilPast')
      // only people of the service centre make owners; of others an owner knows better
      if (by.how === 'owner' && kind === 'owner') throw fieldFault('kind', 'fields.choice')
      const instead = by.how === 'desk' && kind !== 'owner' && owners.length > 0 && row.verifiedAt === null
      if (instead && !reason) throw fieldFault('reason', 'customers.reasonNeeded')
      const how: VerifiedBy = by.how === 'owner' ? 'owner' : onRoll ? 'roll' : 'desk'
      const ownerId = by.how === 'owner' ? actor.customerId : null
      tx.queue(confirm, [tx.organizationId, id, now, actor.staffId, ownerId, how, kind, until, reason])
      emit(tellResidency('residencyVerified', { ...row, kind, until }, [row.accountId]))
    },
  })
}

/** Ends a residency at once, or sets its last day. */
export async function endResidency(
  { db, endSessions }: ResidencyDeps,
  call: CommandCall,
  id: string,
  form: { until?: string | undefined; reason: string },
  by: Answerer,
): Promise<void> {
  const { actor, now } = call
  const today = todayIn(actor.timeZone, now)
  await command(db, call, {
    name: 'residencies.end',
    recordKind: 'residency',
    recordIds: [id],
    load: (tx) => load(tx, id, today, by),
    decide: ({ row }, { tx, emit }) => {
      const note = form.reason.trim()
      if (form.until !== undefined) {
        if (form.until < today) throw fieldFault('until', 'customers.untilPast')
        tx.queue(setUntil, [tx.organizationId, id, form.until, note])
        return
      }
      closeResidencies(tx, endSessions, [endingNow(row, actor.timeZone, now, { outcome: 'ended', note })], now)
      emit(tellResidency('residencyEnded', row, [row.accountId]))
    },
  })
}

const openAt = statement(
  'residencies_open_at',
  `${OPEN_RESIDENCY} and r.premises_id = $2 and r.ended_on is null
  order by r.id for update of r`,
)
/**
 * Ends the residencies of several people of premises together: they have moved out, or it was sold. Their open requests
 * stay theirs until they are settled.
 * @throws DomainError `customers.householdChanged` when one of them is over by now, or was never there
 */
export async function moveOut(
  { db, endSessions }: ResidencyDeps,
  call: CommandCall,
  premisesId: string,
  form: { residencyIds: readonly string[]; outcome: 'movedOut' | 'sold'; reason: string },
  check: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const { actor, now } = call
  await command(db, call, {
    name: 'residencies.moveOut',
    recordKind: 'premises',
    recordIds: [premisesId],
    load: async (tx) => {
      const [rows] = await Promise.all([tx.query<OpenResidency>(openAt, [tx.organizationId, premisesId]), check(tx)])
      return rows
    },
    decide: (rows, { tx, emit }) => {
      const wanted = new Set(form.residencyIds)
      const leaving = rows.filter((row) => wanted.has(row.id))
      if (leaving.length !== wanted.size) throw new DomainError('customers.householdChanged')
      const more = { outcome: form.outcome, note: form.reason.trim() }
      closeResidencies(
        tx,
        endSessions,
        leaving.map((row) => endingNow(row, actor.timeZone, now, more)),
        now,
      )
      for (const row of leaving) emit(tellResidency('residencyEnded', row, [row.accountId]))
    },
  })
}
