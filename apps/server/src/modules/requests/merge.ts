import { CLOSED_PHASES, type ServiceRequest } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { composed, Params, statement, type Tx, vectored } from '#platform/db'
import { textFor } from '#platform/privacy'
import { definitionsById, type StepTaken } from '#platform/process'
import { numberOf, readNumber } from './domain/number.ts'
import type { Presented } from './present.ts'
import type { RequestRow } from './row.ts'
import { visibleRequests } from './visible.ts'

const named = statement(
  'request_named',
  'select id from service_request where organization_id = $1 and number = any($2::bigint[])',
)

/** The ids of the requests whose numbers stand in a form, so that they are locked with those that take the step. */
export async function requestsNamed(tx: Tx, input: Readonly<Record<string, unknown>>): Promise<string[]> {
  const numbers = numbersIn(input)
  if (numbers.length === 0) return []
  const rows = await tx.query<{ id: string }>(named, [tx.organizationId, numbers])
  return rows.map((row) => row.id)
}

/** Every number of a request that fills a field of a form. */
export const numbersIn = (input: Readonly<Record<string, unknown>>): number[] =>
  Object.values(input).flatMap((value) => (typeof value === 'string' ? (readNumber(value) ?? []) : []))

/** Where a merged request goes on: the field that named it, and its number however it was typed. */
export interface Lead {
  id: string
  field: string
  number: string
}

/**
 * The request that a step merges its own into, or undefined when the step does not merge; the refusal is given, so that
 * others of the same call go on: `process.formInvalid` with `fields.unknownReference` when there is none with the number,
 * `fields.notMergeable` when it is the request itself, not open, of another kind or community, or kept from others.
 * @param rows the requests that the actor sees, locked
 */
export function leadOf(row: RequestRow, taken: StepTaken, rows: readonly RequestRow[]): Lead | DomainError | undefined {
  const effect = taken.effects.find(({ name }) => name === 'mergeInto')
  if (!effect) return undefined
  const field = String(effect.params.field)
  const number = readNumber(String(taken.values[field]))
  const lead = rows.find((one) => one.number === number)
  if (lead && mayLead(lead, row)) return { id: lead.id, field, number: numberOf(lead.kind, lead.number) }
  const code = lead ? 'fields.notMergeable' : 'fields.unknownReference'
  return new DomainError('process.formInvalid', { step: taken.step }, [{ path: `input.${field}`, code }])
}

/**
 * Complaints join only when the same people may know of both: otherwise whom one is about would read on in the other.
 */
const mayLead = (lead: RequestRow, row: RequestRow) =>
  lead.id !== row.id &&
  lead.keptFor === row.keptFor &&
  [...(lead.hiddenFrom ?? [])].sort().join() === [...(row.hiddenFrom ?? [])].sort().join() &&
  lead.communityId === row.communityId &&
  lead.kind === row.kind &&
  !(CLOSED_PHASES as readonly string[]).includes(lead.phase)

const passOn = vectored(
  'request_merged_on',
  `update service_request r set merged_into = m.into_id from unnest($2::uuid[], $3::uuid[]) m (id, into_id)
   where r.organization_id = $1 and r.merged_into = m.id`,
)

/** What was merged into a request that is now merged itself goes on where that goes on. */
export function followLead(tx: Tx, merges: readonly { id: string; into: string }[]): void {
  if (merges.length === 0) return
  tx.queue(passOn, [tx.organizationId, merges.map((m) => m.id), merges.map((m) => m.into)])
}

const joined = statement(
  'request_joined',
  'select id from service_request where organization_id = $1 and merged_into = $2 order by id',
)

/** The requests that go on in one. */
export async function joinedIn(tx: Tx, id: string): Promise<string[]> {
  return (await tx.query<{ id: string }>(joined, [tx.organizationId, id])).map((row) => row.id)
}

const keep = statement(
  'request_keep_joined',
  `update service_request r set hidden_from = l.hidden_from, kept_for = l.kept_for,
     first_contact_owner_id = case when r.first_contact_owner_id = any(l.hidden_from) then null
       else r.first_contact_owner_id end
   from service_request l
   where r.organization_id = $1 and l.organization_id = $1 and l.id = any($2) and r.merged_into = l.id`,
)

/** Queues that what goes on in some requests is kept from the same people as these are now. */
export function keepJoined(tx: Tx, leadIds: readonly string[]): void {
  if (leadIds.length > 0) tx.queue(keep, [tx.organizationId, leadIds])
}

interface MergeRow {
  id: string
  number: number
  kind: ServiceRequest['kind']
  phase: ServiceRequest['phase']
  state: string
  definitionId: string
  placeName: string
  occurredAt: Date
  settledAt: Date | null
  joinedAnswer: string | null
  isMerged: boolean
  seen: boolean
}

/**
 * The request in which one goes on, and those that go on in it. Whoever sees a merged request sees how far the other is,
 * but opens it, as well as those merged, only as far as they are visible; staff who do not see it do not learn of it.
 */
export async function mergesOf(
  tx: Tx,
  actor: Actor,
  id: string,
  ctx: Presented,
): Promise<Pick<ServiceRequest, 'mergedInto' | 'merged'>> {
  const p = new Params()
  const own = p.add(id)
  const organization = p.add(tx.organizationId)
  const rows = await tx.query<MergeRow>(
    composed(`select r.id, r.number, r.kind, r.phase, r.state, r.definition_id as "definitionId",
       p.full_name as "placeName", r.occurred_at as "occurredAt", r.settled_at as "settledAt",
       r.joined_answer as "joinedAnswer",
       r.merged_into is not distinct from ${own}::uuid as "isMerged", (${visibleRequests(actor, p)}) as seen
     from service_request r
     join place p on p.organization_id = r.organization_id and p.id = r.place_id
     where r.organization_id = ${organization} and (r.merged_into = ${own}::uuid or r.id = any(array(
       select o.merged_into from service_request o where o.organization_id = ${organization} and o.id = ${own}::uuid)))
     order by r.id desc`),
    p.values,
  )
  const lead = rows.find((row) => !row.isMerged)
  const definitions = await definitionsById(tx, lead ? [lead.definitionId] : [])
  const at = (when: Date) => formatInstant(when.getTime(), ctx.zone)
  const state = lead && definitions.get(lead.definitionId)?.definition.states.find(({ key }) => key === lead.state)
  return {
    // a customer follows where their own goes on; to others what they may not see does not exist
    mergedInto:
      lead && (lead.seen || actor.kind === 'resident')
        ? {
            id: lead.seen ? lead.id : null,
            number: numberOf(lead.kind, lead.number),
            kind: lead.kind,
            phase: lead.phase,
            stateNames: state?.names ?? { 'zh-CN': lead.state, en: lead.state },
            settledAt: lead.settledAt && at(lead.settledAt),
            answer: lead.joinedAnswer && textFor(actor)(lead.joinedAnswer),
          }
        : null,
    merged: rows
      .filter((row) => row.isMerged && row.seen && actor.kind !== 'resident')
      .map((row) => ({
        id: row.id,
        number: numberOf(row.kind, row.number),
        placeName: row.placeName,
        reportedAt: at(row.occurredAt),
      })),
  }
}
