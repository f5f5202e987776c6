import type { createRequest as schema } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, todayIn } from '#kernel'
import {
  createUnknownCaller,
  customerForRequest,
  openPerson,
  type RequestCustomer,
  reachesCustomer,
  sealContact,
} from '#modules/customers'
import { type PlaceForRequest, placeForRequest } from '#modules/estate'
import { assertMay, may } from '#platform/access'
import { type CommandCall, command, occurrence } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import type { Secrets } from '#platform/privacy'
import { clockContext, currentDefinition, loadReferences, reportingActor } from '#platform/process'
import { CATEGORY, categoryOf, currentMatrix, currentRules } from '#platform/regulations'
import { categoryFaults } from './categories.ts'
import { concernedOf, personNamed } from './concerned.ts'
import { suggestPriority } from './domain/suggest.ts'
import { externalKnown, insertIntake, intakeOf, isSameIntake } from './intake.ts'
import { repeatedBy } from './repeated.ts'
import { servedBy } from './served.ts'
import { takeDown } from './take-down.ts'

type Body = z.output<typeof schema>
export interface CreateDeps {
  db: Db
  secrets: Secrets
}

/**
 * Takes a request down: from a resident for a place of their own, or from staff for a known customer or an unknown
 * caller. Answers its number; of a repeated call, the number that it got the first time.
 */
export async function createRequest(deps: CreateDeps, call: CommandCall, body: Body): Promise<{ number: number }> {
  const { actor, now } = call
  assertMay(actor, 'requests.report')
  if (actor.behalf && !actor.behalf.scope.includes('report')) throw new DomainError('proxies.outOfScope')
  const said = occurrence(body.occurredAt, now)
  // staff may write down later what was said to them; what a resident sends is received when it comes
  const occurredAt = actor.kind === 'resident' ? now : said
  const outcome = await command(deps.db, call, {
    name: 'requests.create',
    recordKind: 'serviceRequest',
    recordIds: [body.id],
    together: true,
    load: (tx) => load(tx, actor, body, now),
    decide: async (loaded, scope) => {
      const { tx } = scope
      if (loaded.before && body.externalReference) throw externalKnown(body.externalReference, loaded.before)
      const { place, category, process, clock } = checked(loaded, actor, body)
      const customer =
        loaded.customer ??
        (await createUnknownCaller(tx, deps.secrets, body.caller as NonNullable<Body['caller']>, now))
      const person = loaded.customer ? openPerson(deps.secrets, tx.organizationId, customer) : callerOf(body)
      const content = categoryOf(category)
      // staff say how urgent it is; else words of danger raise it at once, before anybody has read them
      const said = actor.kind === 'resident' ? undefined : body.urgency
      const urgency = said ?? suggestPriority(body.description, content, loaded.matrix.cells).urgency
      const concerned = concernedOf(body.concerned, content, loaded.references, place.communityId)
      const inserted = takeDown(scope, {
        id: body.id,
        kind: body.kind,
        category,
        process,
        matrix: loaded.matrix,
        clock,
        by: reportingActor(actor, place.communityId),
        communityId: place.communityId,
        placeId: place.id,
        customerId: customer.id,
        contactSealed: sealContact(deps.secrets, tx.organizationId, customer, person),
        description: body.description,
        channel: channelOf(actor, body),
        urgency,
        occurredAt,
        concerned,
        ownerId: actor.staffId === concerned.person ? null : actor.staffId,
        repeated: loaded.repeated,
        data: {
          photos: body.photos,
          ...body.concerned,
          ...(body.externalReference === undefined ? {} : { externalReference: body.externalReference.trim() }),
        },
      })
      if (body.externalReference !== undefined) insertIntake(tx, actor, body.id, body.externalReference)
      attachFiles(
        tx,
        loaded.files,
        body.photos.map((fileId) => ({ fileId, recordKind: 'serviceRequest', recordId: body.id })),
        now,
      )
      return { inserted }
    },
  }).catch(async (error: unknown) => {
    if (isSameIntake(error)) throw await reportedMeanwhile(deps.db, actor, body.externalReference as string)
    throw isDuplicate(error) ? new DomainError('command.duplicateId') : error
  })
  if (!outcome.repeated) return (await outcome.result.inserted).find((row) => row.id === body.id) as { number: number }
  return deps.db.transaction(actor.organizationId, async (tx) => {
    const sql = 'select number from service_request where organization_id = $1 and id = $2'
    const [row] = await tx.query<{ number: number }>(sql, [tx.organizationId, body.id])
    return row as { number: number }
  })
}

async function load(tx: Tx, actor: Actor, body: Body, now: Date) {
  const customerId = actor.kind === 'resident' ? actor.customerId : (body.customerId ?? null)
  // asked for together, so that they travel together
  const named = personNamed(body)
  const [place, customer, reached, process, categories, matrix, clock, files, references, served, repeated, before] =
    await Promise.all([
      placeForRequest(tx, body.placeId),
      customerId ? customerForRequest(tx, customerId, todayIn(actor.timeZone, now)) : undefined,
      body.customerId ? reachesCustomer(tx, actor, body.customerId) : true,
      currentDefinition(tx, body.kind, now),
      currentRules(tx, CATEGORY, now),
      currentMatrix(tx, now),
      clockContext(tx, now),
      lockFiles(tx, actor.accountId, body.photos),
      loadReferences(tx, { named }, { now, zone: actor.timeZone }),
      actor.customerId && named ? servedBy(tx, actor.customerId, now) : [],
      body.kind === 'complaint'
        ? repeatedBy(tx, { customerId, placeId: body.placeId, category: body.category }, now)
        : [],
      intakeOf(tx, actor, body.externalReference),
    ])
  return {
    place,
    customer,
    reached,
    process,
    matrix,
    category: categories.get(body.category),
    clock,
    files,
    references,
    served,
    repeated,
    before,
  }
}

/** Another call with the same reference was faster. */
async function reportedMeanwhile(db: Db, actor: Actor, reference: string): Promise<DomainError> {
  const number = await db.transaction(actor.organizationId, (tx) => intakeOf(tx, actor, reference))
  return externalKnown(reference, number ?? '')
}

/** What comes by a key has come through the API, whatever it says. */
const channelOf = (actor: Actor, body: Body) => (actor.kind === 'apiKey' ? 'api' : body.channel)

type Loaded = Awaited<ReturnType<typeof load>>

/** All that is wrong with what the call names, at once. */
function checked(loaded: Loaded, actor: Actor, body: Body) {
  const { place, category, process, clock, customer, reached, references, served } = loaded
  const named = personNamed(body)
  // residents know those who have served them, staff the staff of the community
  const known =
    actor.kind === 'resident'
      ? served.some(({ id }) => id === named)
      : references.some(
          ({ id, roles }) => id === named && roles.some(([, at]) => at === null || at === place?.communityId),
        )
  const unknown = (path: string) => ({ path, code: 'fields.unknownReference' })
  const seen =
    place && (actor.kind === 'resident' ? livesAt(customer, place) : may(actor, 'requests.report', place.communityId))
  const fields = [
    ...(seen ? [] : [unknown('placeId')]),
    ...categoryFaults(category, { kind: body.kind, channel: channelOf(actor, body), placeKind: place?.kind }, actor),
    ...(process ? [] : [{ path: 'kind', code: 'fields.choice' }]),
    ...(actor.kind !== 'resident' && !body.customerId && !body.caller
      ? [{ path: 'customerId', code: 'fields.required' }]
      : []),
    ...(reached && (customer || !body.customerId) ? [] : [unknown('customerId')]),
    ...(body.concerned && body.kind !== 'complaint'
      ? [{ path: 'concerned', code: 'fields.unknown', params: { keys: 'concerned' } }]
      : []),
    ...(named && !known ? [unknown('concerned.staffId')] : []),
    ...(body.externalReference !== undefined && actor.kind !== 'apiKey'
      ? [{ path: 'externalReference', code: 'fields.unknown', params: { keys: 'externalReference' } }]
      : []),
    ...(actor.kind === 'resident' && body.caller
      ? [{ path: 'caller', code: 'fields.unknown', params: { keys: 'caller' } }]
      : []),
  ]
  if (fields.length > 0 || !place || !category || !process) {
    throw new DomainError('http.invalid', { count: fields.length }, fields)
  }
  return { place, category, process, clock }
}

/** A resident reports for their own premises and for the common areas around them. */
function livesAt(customer: RequestCustomer | undefined, place: PlaceForRequest): boolean {
  const homes = customer?.homes ?? []
  return place.kind === 'premises'
    ? homes.some((home) => home.premisesId === place.id)
    : homes.some((home) => home.communityId === place.communityId)
}

const callerOf = ({ caller }: Body) => ({ name: caller?.name ?? '', phone: caller?.phone ?? null })

const isDuplicate = (error: unknown) =>
  (error as { code?: string; constraint?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === 'service_request_pkey'
