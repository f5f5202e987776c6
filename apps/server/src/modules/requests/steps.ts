import type { takeStep as schema, Verb } from '@sims/contracts'
import type { z } from 'zod'
import { type ClockContext, type ClockState, DomainError } from '#kernel'
import { confirmBadge, createOrders, followRequest, lockOrdersOfRequests, type OrderRow } from '#modules/orders'
import { audit, type CommandCall, type CommandScope, command, occurrence } from '#platform/command'
import type { Db } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import { giveBackNotices, mailsSent, takeBackNotices } from '#platform/notify'
import {
  afterLastStep,
  type Columns,
  checkReferences,
  clockContext,
  currentDefinition,
  definitionsById,
  filesIn,
  filesMaybeIn,
  loadClocks,
  loadReferences,
  type ProcessDefinition,
  refusalOf,
  type StepTaken,
  type StoredDefinition,
  saveSteps,
  transition,
} from '#platform/process'
import { CATEGORY, categoryOf, currentMatrix, currentRules, type Matrix, type Rule } from '#platform/regulations'
import { type ConcernedStep, concernedBy } from './concerned.ts'
import { type Conversion, conversionOf, convert, convertedStep, loadConvertible } from './convert.ts'
import { dispatchFault } from './dispatch.ts'
import { priorityOf } from './domain/priority.ts'
import { leftBehind, requestActor } from './left.ts'
import { followLead, joinedIn, keepJoined, type Lead, leadOf, numbersIn, requestsNamed } from './merge.ts'
import { keepPrice, quoteFault, triagedPrice } from './price.ts'
import { governing, processRecord } from './process-record.ts'
import type { RequestRow } from './row.ts'
import { lockRequests } from './store.ts'

export type StepBody = z.output<typeof schema>
export interface Wanted {
  id: string
  version: number
}
export interface Outcome {
  id: string
  version?: number
  /** why this one was not taken; the others were */
  refused?: DomainError
}

/**
 * Takes one step on requests, each decided by itself; one request is an array of one. What a request's step means for
 * its orders happens in the same transaction.
 */
export async function takeRequestSteps(
  db: Db,
  call: CommandCall,
  wanted: readonly Wanted[],
  body: Pick<StepBody, 'step' | 'input' | 'occurredAt'>,
): Promise<Outcome[]> {
  const { actor, now } = call
  const said = occurrence(body.occurredAt, now).getTime()
  const ids = wanted.map((w) => w.id)
  const outcome = await command(db, call, {
    name: `requests.${body.step}`,
    recordKind: 'serviceRequest',
    recordIds: ids,
    // one that names another request locks both, and goes alone
    ...(numbersIn(body.input).length === 0 ? { together: true as const } : {}),
    load: async (tx) => {
      const locked = [...new Set([...ids, ...(await requestsNamed(tx, body.input))])]
      const [rows, orders, clocks, clock, categories, matrix, orderProcess, references, files, gone] =
        await Promise.all([
          lockRequests(tx, actor, locked),
          lockOrdersOfRequests(tx, ids),
          loadClocks(tx, ids),
          clockContext(tx, now),
          currentRules(tx, CATEGORY, now),
          currentMatrix(tx, now),
          currentDefinition(tx, 'workOrder', now),
          loadReferences(tx, body.input, { now, zone: actor.timeZone }),
          lockFiles(tx, actor.accountId, filesMaybeIn(body.input)),
          leftBehind(tx, actor, ids, now),
        ])
      const [definitions, rules] = await Promise.all([
        definitionsById(
          tx,
          rows.map((row) => row.definitionId),
        ),
        governing(tx, rows),
      ])
      const convertible = await loadConvertible(tx, rows, definitions, body, now)
      const rest = { categories, rules, matrix, orderProcess, references, files, gone, definitions, convertible }
      return { rows, orders, clocks, clock, ...rest }
    },
    decide: async (loaded, scope) => {
      const { clock, clocks, categories, definitions } = loaded
      const rows = new Map(loaded.rows.map((row) => [row.id, row]))
      const steps: Step[] = []
      const outcomes: Outcome[] = []
      for (const { id, version } of wanted) {
        const row = rows.get(id)
        const process = row && definitions.get(row.definitionId)
        if (steps.some((step) => step.row.id === id)) {
          // named a second time in one call
          outcomes.push({ id, refused: new DomainError('process.staleVersion', { expected: version }) })
          continue
        }
        if (!row || !process) {
          outcomes.push({ id, refused: new DomainError('http.notFound') })
          continue
        }
        const orders = loaded.orders.filter((order) => order.requestId === id)
        const before = clocks.get(id) ?? []
        const taken = transition(
          process.definition,
          processRecord(row, orders, before, {
            offered: categories,
            // triage measures by the category that it chooses
            governing: chosenOf(row, body.input, categories) ?? loaded.rules.get(row.categoryVersionId),
          }),
          { step: body.step, input: body.input, expectedVersion: version },
          requestActor(actor, row, loaded.gone),
          { now: now.getTime(), occurredAt: body.occurredAt ? await afterLastStep(scope.tx, id, said) : said, clock },
        )
        if (!taken.ok) {
          outcomes.push({ id, refused: refusalOf(taken) })
          continue
        }
        const lead = leadOf(row, taken, loaded.rows)
        const conversion = conversionOf(scope, row, taken, { ...loaded, ...loaded.convertible })
        const concerned =
          conversion && !(conversion instanceof DomainError)
            ? convertedStep(conversion)
            : concernedBy(row, taken, loaded.references)
        if (lead instanceof DomainError || conversion instanceof DomainError || concerned instanceof DomainError) {
          const refused = [lead, conversion, concerned].find((one) => one instanceof DomainError)
          outcomes.push({ id, refused: refused as DomainError })
          continue
        }
        const rule = loaded.rules.get(row.categoryVersionId)
        const unfit = quoteFault(taken, rule) ?? dispatchFault(taken, rule)
        if (unfit) {
          outcomes.push({ id, refused: unfit })
          continue
        }
        outcomes.push({ id, version: taken.version })
        const { definition } = process
        steps.push({ row, taken, clocks: before, orders, definition, lead, conversion, concerned })
      }
      if (wanted.length === 1 && outcomes[0]?.refused) throw outcomes[0].refused
      auditRefused(scope, call, body.step, outcomes)
      // one form for all of them: what it names fits each or none, as far as they share definition and community
      const kinds = new Map(steps.map((step) => [`${step.row.definitionId} ${step.row.communityId}`, step]))
      for (const { definition, taken, row } of kinds.values()) {
        checkReferences(loaded.references, definition, taken, row.communityId)
      }
      for (const step of steps) await ordersOf(scope, step, loaded)
      for (const { row, definition, conversion } of steps) {
        if (conversion) convert(scope, row, definition, conversion, loaded.convertible, loaded)
      }
      attachFiles(
        scope.tx,
        loaded.files,
        steps.flatMap(({ row, taken, definition }) =>
          filesIn(definition, taken).map((fileId) => ({ fileId, recordKind: 'serviceRequest', recordId: row.id })),
        ),
        now,
      )
      const stepped = steps.map(async (step) => {
        const { row, taken, clocks: before, lead, concerned } = step
        const { columns, data } = keepPrice(scope, row, taken)
        return {
          row,
          taken: concerned ? { ...taken, effects: [...taken.effects, ...concerned.effects] } : taken,
          clocks: before,
          columns: { ...columns, ...(concerned?.columns ?? columnsOf(scope, step, loaded)) },
          data: {
            ...data,
            ...(lead ? { [lead.field]: lead.number } : {}),
            ...(concerned ? await silence(scope, step, concerned) : {}),
          },
          ids: { ...idsOf(row), ...(concerned?.named ? { silencedId: concerned.named } : {}) },
        }
      })
      saveSteps(scope, 'service_request', await Promise.all(stepped))
      keepJoined(
        scope.tx,
        steps.flatMap(({ row, concerned }) => (concerned ? [row.id] : [])),
      )
      followLead(
        scope.tx,
        steps.flatMap(({ row, lead, conversion }) => {
          const into = lead ?? conversion
          return into ? [{ id: row.id, into: into.id }] : []
        }),
      )
      return outcomes
    },
    changed: (outcomes) => outcomes.flatMap(({ id, refused }) => (refused ? [] : [id])),
  })
  return outcome.repeated ? asAnswered(wanted, outcome.recordIds) : outcome.result
}

/** Another category that a step's form chooses; undefined when it keeps the request's own, with the version it has. */
const chosenOf = (row: RequestRow, { category }: StepBody['input'], categories: ReadonlyMap<string, Rule>) =>
  typeof category === 'string' && category !== row.category ? categories.get(category) : undefined

/** Those of a call on many that were not taken; the others stand in the command's own audit event. */
function auditRefused(scope: CommandScope, call: CommandCall, step: string, outcomes: readonly Outcome[]): void {
  const refused = outcomes.filter((outcome) => outcome.refused)
  if (refused.length === 0) return
  audit(scope.tx, call.actor, call.origin, call.now, {
    action: `requests.${step}`,
    outcome: 'refused',
    objectKind: 'serviceRequest',
    objectIds: refused.map(({ id }) => id),
    detail: { codes: [...new Set(refused.map((outcome) => outcome.refused?.code))] },
  })
}

/** What was answered the first time; why some were refused then is not kept. */
function asAnswered(wanted: readonly Wanted[], changed: readonly string[]): Outcome[] {
  const left = new Set(changed)
  return wanted.map(({ id, version }) =>
    left.delete(id) ? { id, version: version + 1 } : { id, refused: new DomainError('command.refusedBefore') },
  )
}

interface Step {
  row: RequestRow
  taken: StepTaken
  clocks: readonly ClockState[]
  orders: OrderRow[]
  definition: StoredDefinition['definition']
  /** the request that it is merged into */
  lead: Lead | undefined
  /** the request of another kind that it becomes */
  conversion: Conversion | undefined
  concerned: ConcernedStep | undefined
}

export const idsOf = (row: RequestRow) => ({ customerId: row.customerId, ownerId: row.firstContactOwnerId })

interface Rules {
  clock: ClockContext
  categories: ReadonlyMap<string, Rule>
  /** those that govern the requests, by id of their version */
  rules: ReadonlyMap<string, Rule>
  matrix: Matrix
  orderProcess: StoredDefinition | undefined
}

/** What a step asks of the request's orders: one more, or that they follow. */
async function ordersOf(
  scope: CommandScope,
  step: Step,
  { clock, orderProcess, rules }: Pick<Rules, 'clock' | 'orderProcess' | 'rules'>,
): Promise<void> {
  const { row, taken, orders } = step
  const { values, verb } = taken
  const effects = new Set(taken.effects.map((effect) => effect.name))
  if (effects.has('createOrder') && orderProcess) {
    const rule = rules.get(row.categoryVersionId)
    createOrders(scope, orderProcess, clock, [
      {
        requestId: row.id,
        customerId: row.customerId,
        communityId: row.communityId,
        placeId: row.placeId,
        category: row.category,
        categoryVersionId: row.categoryVersionId,
        policy: rule && categoryOf(rule),
        teamId: (values.team as string) ?? null,
        assigneeId: (values.assignee as string) ?? null,
        priority: row.priority,
        note: (values.note as string) ?? null,
      },
    ])
  }
  if (effects.has('confirmBadge')) confirmBadge(scope.tx, orders, scope.now)
  await followRequest(scope, orders, verb as Verb, String(values.reason ?? ''), row.customerId, clock)
}

/**
 * What a step sets on the request itself. Whoever accepts a request that nobody took by hand becomes its first contact
 * and stays answerable for it.
 */
function columnsOf(scope: CommandScope, { row, taken, lead, definition }: Step, rules: TriageRules): Columns {
  const { verb, values, effects } = taken
  const { actor } = scope
  const kept = effects.some(({ name }) => name === 'keepForm')
  if (verb === 'accept' && actor.staffId) {
    return { first_contact_owner_id: { type: 'uuid', value: actor.staffId, how: 'keep' } }
  }
  if (verb === 'triage' && kept) return triaged(scope, row, values, rules, definition)
  if (verb === 'rate' && kept) return rated(values)
  if (lead) return { merged_into: { type: 'uuid', value: lead.id } }
  if (verb === 'reopen') {
    // a new result is coming, and an answer with it for those who joined
    return { reopened: { type: 'int2', value: row.reopened + 1 }, joined_answer: { type: 'text', value: null } }
  }
  const praised = effects.find(({ name }) => name === 'keepPraised')
  if (praised) {
    const named = (param: string) => ({ type: 'uuid', value: values[String(praised.params[param])] ?? null })
    return { praised_id: named('person'), praised_team_id: named('team') }
  }
  if (effects.some(({ name }) => name === 'answerJoined')) {
    return { joined_answer: { type: 'text', value: String(values.text) } }
  }
  return {}
}

/** What whoever is named has been told is taken back, and given back when that was wrong; mails cannot be. */
async function silence({ tx, now }: CommandScope, { row, orders }: Step, { named, unnamed }: ConcernedStep) {
  const ids = [row.id, ...orders.map((order) => order.id), ...(await joinedIn(tx, row.id))]
  if (unnamed) for (const one of ids) giveBackNotices(tx, one, unnamed)
  if (!named) return {}
  takeBackNotices(
    tx,
    ids.map((recordId) => ({ recordId, staffId: named })),
    now,
  )
  const mails = await mailsSent(tx, ids, named)
  return mails > 0 ? { mailsSent: mails } : {}
}

type TriageRules = Pick<Rules, 'categories' | 'rules' | 'matrix'>

function triaged(
  scope: CommandScope,
  row: RequestRow,
  values: Record<string, unknown>,
  { categories, rules, matrix }: TriageRules,
  definition: ProcessDefinition,
): Columns {
  const urgency = Number(values.urgency)
  const impact = Number(values.impact)
  const category = String(values.category)
  const changed = chosenOf(row, { category }, categories)
  const governs = changed ?? rules.get(row.categoryVersionId)
  return {
    ...triagedPrice(scope, row, values, governs, definition),
    urgency: { type: 'int2', value: urgency },
    impact: { type: 'int2', value: impact },
    priority: { type: 'int2', value: priorityOf(matrix.cells, urgency, impact) },
    matrix_version_id: { type: 'uuid', value: matrix.id },
    category: { type: 'text', value: category },
    category_version_id: { type: 'uuid', value: changed?.id ?? row.categoryVersionId },
    private_part: { type: 'bool', value: values.privatePart === true },
    in_warranty: { type: 'bool', value: values.inWarranty === true },
    // not filled in says nothing about what was found before
    major: { type: 'text', value: values.major === 'none' ? null : (values.major ?? row.major) },
  }
}

const rated = (values: Record<string, unknown>): Columns => ({
  rating_overall: { type: 'int2', value: Number(values.overall) },
  rating_speed: { type: 'int2', value: Number(values.speed) },
  rating_service: { type: 'int2', value: Number(values.service) },
  rating_text: { type: 'text', value: String(values.text ?? '') },
})
