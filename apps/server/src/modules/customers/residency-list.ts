import type { Household, Residency } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { placeForRequest } from '#modules/estate'
import { statement, type Tx } from '#platform/db'
import { pageOf, readCursor } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { customersVisible, inScope } from './policy.ts'
import { presentResidency, type ResidencyRow } from './present.ts'
import { viewOf } from './queries.ts'
import { isOnRoll, presentRoll, type RollRow, rollOf } from './roll.ts'
import { openPerson, type SealedPerson } from './vault.ts'

/** $1 organization, $2 communities (null: all) */
const RESIDENCY = `select c.id as "customerId", c.wrapped_key as "wrappedKey", c.name_sealed as "nameSealed",
  c.phone_sealed as "phoneSealed", c.kind as "customerKind", r.id, p.id as "premisesId", m.id as "communityId",
  m.name as "communityName", p.full_name as "premisesName", r.kind, r.moved_in_on as "movedInOn", r.until,
  r.verified_at as "verifiedAt", r.verified_how as "verifiedHow", r.ended_on as "endedOn", r.outcome, r.note,
  r.created_at as "createdAt"
  from residency r
  join place p on p.organization_id = r.organization_id and p.id = r.premises_id
  join community m on m.organization_id = p.organization_id and m.id = p.community_id
  join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
  where r.organization_id = $1 and ($2::uuid[] is null or p.community_id = any($2))`
const waiting = statement(
  'residencies_waiting',
  `${RESIDENCY} and r.verified_at is null and r.ended_on is null
     and ($3::timestamptz is null or (r.created_at, r.id) > ($3, $4::uuid))
   order by r.created_at, r.id limit $5`,
)
const one = statement('residency_get', `${RESIDENCY} and r.id = $3`)
const ofPremises = statement(
  'residencies_of_premises',
  `${RESIDENCY} and r.premises_id = $3 order by r.ended_on desc nulls first, r.created_at, r.id limit 200`,
)
type FullRow = ResidencyRow & Omit<SealedPerson, 'id'> & { customerKind: 'person' | 'firm'; createdAt: Date }

/** Residencies that wait for somebody to confirm them, the longest waiting first. */
export async function listResidencies(
  tx: Tx,
  secrets: Secrets,
  actor: Actor,
  query: { cursor?: string | undefined; limit: number },
  now: Date,
): Promise<{ items: Residency[]; nextCursor: string | null }> {
  const scope = customersVisible(actor, 'residencies.verify')
  const after = readCursor(query.cursor)
  const values = [tx.organizationId, scope.communities, after?.at ?? null, after?.id ?? null, query.limit + 1]
  const rows = await tx.query<FullRow>(waiting, values)
  const roll = await rollOf(tx, [...new Set(rows.map((row) => row.premisesId))])
  const keyOf = (row: FullRow) => ({ at: row.createdAt, id: row.id })
  return pageOf(rows, query.limit, keyOf, (row) => shown(tx, secrets, actor, row, roll, now))
}

/** One residency in a community where the actor may verify. @throws DomainError `http.notFound` */
export async function getResidency(tx: Tx, secrets: Secrets, actor: Actor, id: string, now: Date): Promise<Residency> {
  const scope = customersVisible(actor, 'residencies.verify')
  const [row] = await tx.query<FullRow>(one, [tx.organizationId, scope.communities, id])
  if (!row) throw new DomainError('http.notFound')
  return shown(tx, secrets, actor, row, await rollOf(tx, [row.premisesId]), now)
}

/** Premises with everybody who is or was tied to them. @throws DomainError `http.notFound` */
export async function getHousehold(tx: Tx, secrets: Secrets, actor: Actor, id: string, now: Date): Promise<Household> {
  const scope = customersVisible(actor, 'residencies.verify')
  const [place, rows, roll] = await Promise.all([
    placeForRequest(tx, id),
    tx.query<FullRow>(ofPremises, [tx.organizationId, scope.communities, id]),
    rollOf(tx, [id]),
  ])
  if (place?.kind !== 'premises' || !inScope(scope, place.communityId)) throw new DomainError('http.notFound')
  const { communityId, communityName, fullName, premisesKind } = place
  return {
    premises: { id, communityId, communityName, fullName, kind: premisesKind as Household['premises']['kind'] },
    residencies: rows.map((row) => shown(tx, secrets, actor, row, roll, now)),
    roll: roll.map((entry) => presentRoll(secrets, tx.organizationId, entry)),
  }
}

function shown(tx: Tx, secrets: Secrets, actor: Actor, row: FullRow, roll: readonly RollRow[], now: Date): Residency {
  const person = openPerson(secrets, tx.organizationId, { ...row, id: row.customerId })
  const own = roll.filter((entry) => entry.premisesId === row.premisesId)
  const onRoll = row.verifiedAt === null && isOnRoll(secrets, tx.organizationId, own, person)
  return presentResidency(row, row.customerKind, person.name, viewOf(actor, now), onRoll)
}
