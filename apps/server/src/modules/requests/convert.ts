import type { CategoryContent, PlaceKind } from '@sims/contracts'
import { type ClockContext, DomainError, newId } from '#kernel'
import type { CommandScope } from '#platform/command'
import { statement, type Tx } from '#platform/db'
import { moveFiles } from '#platform/files'
import {
  type Columns,
  categoryField,
  currentDefinition,
  loadTimeline,
  OPEN_TO_RESIDENTS,
  type PastEvent,
  type ProcessDefinition,
  type References,
  type StepTaken,
  type StoredDefinition,
  SYSTEM,
  type TimelineRow,
} from '#platform/process'
import { categoryOf, type Matrix, type Rule } from '#platform/regulations'
import { placeFault } from './categories.ts'
import { type Concerned, type ConcernedStep, concernedOf, type Said } from './concerned.ts'
import { numberOf } from './domain/number.ts'
import { suggestPriority } from './domain/suggest.ts'
import { repeatedBy } from './repeated.ts'
import type { RequestRow } from './row.ts'
import { takeDown } from './take-down.ts'

// A request that turns out to be of another kind goes on as a new one, without anybody typing it again. The old one ends
// in phase cancelled, as a merged one does: it was not answered, and one matter must not count twice as settled.

type Definitions = ReadonlyMap<string, StoredDefinition>

interface Source {
  id: string
  description: string
  channel: CategoryContent['channels'][number]
  contactSealed: Buffer
  placeKind: PlaceKind
  imported: boolean
}
const sourcesOf = statement(
  'request_to_convert',
  `select r.id, r.description, r.channel, r.contact_sealed as "contactSealed", p.kind as "placeKind",
     r.imported_by_run is not null as imported
   from service_request r join place p on p.organization_id = r.organization_id and p.id = r.place_id
   where r.organization_id = $1 and r.id = any($2)`,
)

/** What is read of requests that are to be turned into another kind, by id; empty for every other step. */
export interface Convertible {
  sources: ReadonlyMap<string, Source & { timeline: TimelineRow[]; repeated: string[] }>
  /** by kind, the processes by which they would go on */
  processes: ReadonlyMap<string, StoredDefinition | undefined>
}

/** Reads what goes on of requests whose step turns them into another kind; part of a command's load. */
export async function loadConvertible(
  tx: Tx,
  rows: readonly RequestRow[],
  definitions: Definitions,
  { step, input }: { step: string; input: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<Convertible> {
  const turning = rows.flatMap((row) => {
    const kind = kindOf(definitions.get(row.definitionId)?.definition, step)
    return kind === undefined ? [] : [{ row, kind }]
  })
  if (turning.length === 0) return { sources: new Map(), processes: new Map() }
  const kinds = [...new Set(turning.map(({ kind }) => kind))]
  const [sources, processes, histories] = await Promise.all([
    tx.query<Source>(sourcesOf, [tx.organizationId, turning.map(({ row }) => row.id)]),
    Promise.all(kinds.map(async (kind) => [kind, await currentDefinition(tx, kind, now)] as const)),
    Promise.all(
      turning.map(async ({ row: { id, customerId, placeId }, kind }) => {
        const category = String(input[categoryField(kind)] ?? '')
        const [timeline, repeated] = await Promise.all([
          loadTimeline(tx, id),
          kind === 'complaint' ? repeatedBy(tx, { customerId, placeId, category }, now) : [],
        ])
        return [id, { timeline, repeated }] as const
      }),
    ),
  ])
  const more = new Map(histories)
  return {
    sources: new Map(
      sources.map((source) => [source.id, { ...source, ...(more.get(source.id) ?? { timeline: [], repeated: [] }) }]),
    ),
    processes: new Map(processes),
  }
}

const kindOf = (definition: ProcessDefinition | undefined, step: string): string | undefined => {
  const effects = definition?.steps.find(({ key }) => key === step)?.effects ?? []
  return effects.find(({ name }) => name === 'convertTo')?.params.kind as string | undefined
}

/** What a request becomes. */
export interface Conversion {
  id: string
  kind: string
  category: Rule
  process: StoredDefinition
  /** who must not know of it, on the new request and on the old one */
  concerned: Concerned
  ownerId: string | null
  /** what the customer is told */
  notice: string
  said: Said
}

interface Known extends Convertible {
  categories: ReadonlyMap<string, Rule>
  references: References
}

/**
 * What a step turns its request into, or undefined when it turns it into nothing; the refusal is given, so that others
 * of the same call go on: `process.formInvalid` with `requests.otherPlace` when the category does not happen where the
 * request is, `fields.choice` when the company has no process for such requests.
 */
export function conversionOf(
  { actor, now }: CommandScope,
  row: RequestRow,
  taken: StepTaken,
  { sources, processes, categories, references }: Known,
): Conversion | DomainError | undefined {
  const effect = taken.effects.find(({ name }) => name === 'convertTo')
  const source = sources.get(row.id)
  if (!effect || !source) return undefined
  const { kind, notice, person, unnamed } = effect.params as Record<string, string>
  const field = categoryField(String(kind))
  const category = categories.get(String(taken.values[field]))
  const process = processes.get(String(kind))
  const refused = (code: string) =>
    new DomainError('process.formInvalid', { step: taken.step }, [{ path: `input.${field}`, code }])
  if (!category || !process) return refused('fields.choice')
  const misplaced = placeFault(categoryOf(category), source.placeKind)
  if (misplaced) return refused(misplaced)
  const said = saidIn(taken.values, person, unnamed)
  const concerned =
    kind === 'complaint'
      ? concernedOf(said, categoryOf(category), references, row.communityId)
      : { person: null, keptFor: null }
  // what few may know of is seen through by whoever has found it out
  const answerable = [concerned.keptFor === null ? row.firstContactOwnerId : null, actor.staffId]
  const ownerId = answerable.find((one) => one !== null && one !== concerned.person) ?? null
  return {
    id: newId(now.getTime()),
    kind: String(kind),
    category,
    process,
    concerned,
    ownerId,
    notice: String(notice),
    said,
  }
}

function saidIn(values: StepTaken['values'], person?: string, unnamed?: string): Said {
  const staffId = person && values[person]
  if (staffId) return { staffId: String(staffId) }
  const kind = unnamed && values[unnamed]
  return kind === 'staff' || kind === 'manager' ? { unnamed: kind } : undefined
}

/** What a conversion sets on the old request: whoever must not know of the new one finds no trace of the old one either. */
export function convertedStep({ id, kind, concerned, ownerId }: Conversion): ConcernedStep {
  const { person, keptFor } = concerned
  const kept: Columns = {
    ...(person ? { hidden_from: { type: 'uuid', value: person, how: 'append' } } : {}),
    kept_for: { type: 'text', value: keptFor },
    first_contact_owner_id: { type: 'uuid', value: ownerId },
  }
  return {
    columns: { converted_into: { type: 'uuid', value: id }, ...(kind === 'complaint' ? kept : {}) },
    effects: [],
    ...(person ? { named: person } : {}),
  }
}

/** Queues the new request: all that was said goes on in it, with the files, and the customer waits since the first report. */
export function convert(
  scope: CommandScope,
  row: RequestRow,
  old: ProcessDefinition,
  conversion: Conversion,
  { sources }: Convertible,
  { matrix, clock }: { matrix: Matrix; clock: ClockContext },
): void {
  const source = sources.get(row.id)
  if (!source) throw new Error(`request ${row.id} was not read`)
  const { id, kind, category, process, concerned, ownerId, notice, said } = conversion
  const suggested = suggestPriority(source.description, categoryOf(category), matrix.cells).urgency
  void takeDown(scope, {
    id,
    kind,
    category,
    process,
    matrix,
    clock,
    by: SYSTEM,
    communityId: row.communityId,
    placeId: row.placeId,
    customerId: row.customerId,
    contactSealed: source.contactSealed,
    description: source.description,
    channel: source.channel,
    urgency: Math.min(suggested, row.urgency ?? suggested),
    occurredAt: row.occurredAt,
    concerned,
    ownerId,
    repeated: source.repeated,
    data: { photos: photosOf(source.timeline), convertedFrom: numberOf(row.kind, row.number), ...said },
    from: { past: pastOf(old, source.timeline), notice, quiet: source.imported },
  })
  moveFiles(scope.tx, { from: row.id, to: id })
}

/** What the customer has had from people: that somebody took it up, that somebody spoke with them. */
const pastOf = ({ steps }: ProcessDefinition, timeline: readonly TimelineRow[]): PastEvent[] =>
  timeline
    .filter(({ actorKind }) => actorKind !== 'system')
    .flatMap(({ step: key, occurredAt }) => {
      const step = steps.find((one) => one.key === key)
      const had = step && (step.verb === 'accept' || step.event === 'talk')
      return had ? [{ verb: step.verb, event: step.event ?? null, at: occurredAt.getTime() }] : []
    })
    .sort((a, b) => a.at - b.at)

/** Pictures that the customer has sent or been shown; what staff have filed for themselves stays theirs. */
const photosOf = (timeline: readonly TimelineRow[]): string[] => [
  ...new Set(
    timeline
      .toReversed()
      .filter(({ verb }) => OPEN_TO_RESIDENTS.includes(verb))
      .flatMap(({ data }) =>
        Object.entries(data).flatMap(([key, value]) =>
          /^photos/.test(key) && Array.isArray(value) ? value.map(String) : [],
        ),
      ),
  ),
]
