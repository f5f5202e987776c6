import {
  type AllowedStep,
  type Locale,
  moneyText,
  type PriceItem,
  partPayerNames,
  priceItemKindNames,
  type RecordClock,
  type TimelineEntry,
  totalOf,
  type UsedPart,
  type Verb,
  verbNames,
} from '@sims/contracts'
import {
  type ClockContext,
  type ClockState,
  dueText,
  explainDue,
  formatInstant,
  isBreached,
  type Actor as Person,
} from '#kernel'
import { statement, type Tx } from '#platform/db'
import { maskText } from '#platform/privacy'
import { belowSentence } from './below.ts'
import type { ProcessDefinition, StepDef } from './definition.ts'
import { fieldOf, formOf, isOfForm } from './form.ts'
import { movedDetails } from './present-moved.ts'
import type { Actor, ProcessRecord } from './record.ts'
import { CALENDAR_CHANGED } from './retiming-record.ts'
import { allowedSteps } from './transition.ts'

/** The steps that a reader may take now, with their forms as they stand for this record. */
export function presentAllowed(
  definition: ProcessDefinition,
  record: ProcessRecord,
  actor: Actor,
  now: Date,
): AllowedStep[] {
  return allowedSteps(definition, record, actor, now.getTime()).map((step) => ({
    key: step.key,
    verb: step.verb,
    names: step.names,
    form: formOf(step.form, record).map(({ key, type, required, names, options, if: condition }) => ({
      key,
      type,
      required,
      names,
      ...(options ? { options } : {}),
      ...(condition && isOfForm(step.form, condition)
        ? { when: { field: condition.field, in: condition.in.map(String) } }
        : {}),
      ...startOf(type, record.facts[key]),
    })),
  }))
}

const begins: Readonly<Record<string, string>> = {
  choice: 'string',
  boolean: 'boolean',
  money: 'number',
  quote: 'string',
}
const beginsWith = (type: string, fact: unknown): fact is string | boolean | number | UsedPart[] =>
  type === 'parts' ? Array.isArray(fact) && fact.length > 0 : begins[type] !== undefined && typeof fact === begins[type]
/** Some fields begin with what the record says, so that a person confirms instead of entering. */
const startOf = (type: string, fact: unknown) => (beginsWith(type, fact) ? { value: fact } : {})

/** A record's clocks with the reason for each due time in words; of its timers those that still have something to do. */
export function presentClocks(
  definition: ProcessDefinition,
  clocks: readonly ClockState[],
  ctx: ClockContext,
  locale: Locale,
  now: Date,
): RecordClock[] {
  const at = (ms: number | null) => (ms === null ? null : formatInstant(ms, ctx.zone))
  const shown = clocks.filter((clock) => clock.kind !== 'timer' || clock.nextFireAt !== null)
  return shown.map((clock) => ({
    name: clock.name,
    names: definition.clocks.find((c) => c.name === clock.name)?.names ?? { 'zh-CN': clock.name, en: clock.name },
    kind: clock.kind,
    state: clock.state === 'running' && isBreached(clock, now.getTime()) ? 'breached' : clock.state,
    startedAt: formatInstant(clock.startedAt, ctx.zone),
    dueAt: at(clock.dueAt),
    metAt: at(clock.metAt),
    breachedAt: isBreached(clock, now.getTime()) ? at(clock.breachedAt ?? clock.dueAt) : null,
    ...explained(clock),
  }))

  function explained(clock: ClockState): Pick<RecordClock, 'explanation' | 'belowSpecification'> {
    const below = belowSentence(definition, clock)
    const pauses = clock.pauses.map((pause) => ({
      ...pause,
      reason: verbNames[pause.reason as Verb]?.[locale] ?? pause.reason,
    }))
    const why = [dueText(explainDue({ ...clock, pauses }, ctx), locale, ctx.zone), ...(below ? [below[locale]] : [])]
    return { explanation: why.join(locale === 'en' ? ' ' : ''), belowSpecification: below !== null }
  }
}

export interface TimelineRow {
  seq: number
  verb: string
  step: string | null
  phase: TimelineEntry['phase']
  actorKind: TimelineEntry['actorKind']
  actorName: string | null
  occurredAt: Date
  receivedAt: Date
  origin: string
  internal: boolean
  data: Record<string, unknown>
}

const timeline = statement(
  'timeline_of',
  `select seq, verb, step, phase, actor_kind as "actorKind", actor_name as "actorName", occurred_at as "occurredAt",
     received_at as "receivedAt", origin, internal, data
   from timeline where organization_id = $1 and record_id = $2 order by seq desc limit 300`,
)

/** The last 300 facts of a record, newest first. */
export function loadTimeline(tx: Tx, recordId: string): Promise<TimelineRow[]> {
  return tx.query<TimelineRow>(timeline, [tx.organizationId, recordId])
}

/** Facts that a resident reads with what was filled in; of the others only that they happened. */
export const OPEN_TO_RESIDENTS: readonly (Verb | string)[] = [
  'report',
  'rate',
  'urge',
  'reply',
  'answer',
  'suspend',
  'reopen',
  'merge',
  'withdraw',
  'cancel',
  'quotePrice',
  'agreePrice',
  'declinePrice',
  'waivePrice',
  'followUp',
]

/** What happened, in the reader's words; `names` turns ids of the forms into names. */
export function presentTimeline(
  definition: ProcessDefinition,
  record: Pick<ProcessRecord, 'options'>,
  rows: readonly TimelineRow[],
  reader: { locale: Locale; zone: string; resident: boolean },
  names: ReadonlyMap<string, string>,
): TimelineEntry[] {
  const steps = new Map<string, StepDef>(definition.steps.map((step) => [step.key, step]))
  return rows
    .filter((row) => !(reader.resident && row.internal))
    .map((row) => {
      const step = row.step === null ? undefined : steps.get(row.step)
      const open = !reader.resident || OPEN_TO_RESIDENTS.includes(row.verb)
      return {
        seq: row.seq,
        verb: row.verb,
        step: row.step,
        title: step?.names[reader.locale] ?? clockTitle(definition, row, reader.locale),
        phase: row.phase,
        actorKind: row.actorKind,
        actorName: row.actorName,
        proxyName: typeof row.data.proxy === 'string' ? (names.get(row.data.proxy) ?? '') : null,
        occurredAt: formatInstant(row.occurredAt.getTime(), reader.zone),
        receivedAt: formatInstant(row.receivedAt.getTime(), reader.zone),
        origin: reader.resident ? '' : row.origin,
        internal: row.internal,
        details:
          row.verb === CALENDAR_CHANGED
            ? movedDetails(definition, row.data, reader)
            : open && step
              ? [...detailsOf(step, record, row.data, reader, names), ...besides(row.data, reader)]
              : [],
        photos: open ? photosOf(step, row.data, reader.resident) : [],
      }
    })
}

/** A timeline as another system gets it: what was written by hand masked, and not from where it came. */
export const timelineFor = (actor: Pick<Person, 'kind'>, entries: TimelineEntry[]): TimelineEntry[] =>
  actor.kind !== 'apiKey'
    ? entries
    : entries.map((entry) => ({
        ...entry,
        origin: '',
        details: entry.details.map(({ label, value }) => ({ label, value: maskText(value) })),
      }))

/** What a clock told, such as 首次响应即将到期. */
const clockTitles: Record<string, { 'zh-CN': string; en: string }> = {
  clockWarned: { 'zh-CN': '{clock}即将到期', en: '{clock}: due soon' },
  clockBreached: { 'zh-CN': '{clock}已超时', en: '{clock}: overdue' },
  dutyRung: { 'zh-CN': '值班呼叫（第 {call} 次）', en: 'Duty called ({call})' },
  dutyPassed: { 'zh-CN': '不便处理，转呼下一位', en: 'Cannot come: the next is called' },
  clockEscalated: { 'zh-CN': '{clock}超时升级', en: '{clock}: escalated' },
  importCorrected: { 'zh-CN': '再次导入时更正', en: 'Corrected by another import' },
  [CALENDAR_CHANGED]: { 'zh-CN': '工作日历调整，到期时间已重新计算', en: 'Calendar changed, due times computed anew' },
  calendarMissing: { 'zh-CN': '工作日安排尚未公布', en: 'Working days not published yet' },
}

function clockTitle(definition: ProcessDefinition, row: TimelineRow, locale: Locale): string {
  const clock = definition.clocks.find((c) => c.name === row.data.clock)
  return (clockTitles[row.verb]?.[locale] ?? row.verb)
    .replace('{clock}', clock?.names[locale] ?? '')
    .replace('{call}', String(row.data.call ?? ''))
}

function detailsOf(
  step: StepDef,
  record: Pick<ProcessRecord, 'options'>,
  data: Record<string, unknown>,
  { locale, zone }: { locale: Locale; zone: string },
  names: ReadonlyMap<string, string>,
): TimelineEntry['details'] {
  const yes = { 'zh-CN': ['否', '是'], en: ['no', 'yes'] }[locale]
  return step.form.flatMap((declared) => {
    const field = fieldOf(declared, record)
    const value = data[field.key]
    if (value === undefined || value === null || field.type === 'photos' || field.type === 'signature') return []
    const one = (v: unknown): string => {
      const option = field.options?.find((o) => o.value === v)
      if (option) return option.names[locale]
      if (typeof v === 'boolean') return yes[v ? 1 : 0] as string
      if (field.type === 'dateTime')
        return formatInstant(new Date(String(v)).getTime(), zone)
          .slice(0, 16)
          .replace('T', ' ')
      if (field.type === 'money') return moneyText(Number(v))
      return names.get(String(v)) ?? String(v)
    }
    // the id of a quote says nothing to people: what it came to stands beside it
    if (field.type === 'quote')
      return typeof data.amount === 'number' ? [{ label: field.names[locale], value: moneyText(data.amount) }] : []
    if (field.type === 'priceItems') return linesOf(value as PriceItem[], locale)
    if (field.type === 'parts') return partsOf(field.names[locale], value as UsedPart[], locale)
    const text = Array.isArray(value) ? value.map(one).join(locale === 'en' ? ', ' : '、') : one(value)
    return [{ label: field.names[locale], value: text }]
  })
}

/** What the server has found when a step was taken, beside its form. */
const besides = (
  { mailsSent, convertedFrom }: Record<string, unknown>,
  { locale }: { locale: Locale },
): TimelineEntry['details'] => [
  ...(mailsSent === undefined
    ? []
    : [
        {
          label: { 'zh-CN': '此前已发给本人的邮件', en: 'Mails that had gone to this person' }[locale],
          value: { 'zh-CN': `${mailsSent} 封，无法撤回`, en: `${mailsSent}, which cannot be called back` }[locale],
        },
      ]),
  ...(convertedFrom === undefined
    ? []
    : [{ label: { 'zh-CN': '转自', en: 'Turned from' }[locale], value: String(convertedFrom) }]),
]

/** The lines of a quote, and what they come to: 人工费 上门检修 ¥80.00. */
function linesOf(items: readonly PriceItem[], locale: Locale): TimelineEntry['details'] {
  const line = ({ name, quantity, unitPrice }: PriceItem) =>
    quantity === 1
      ? `${name} ${moneyText(unitPrice)}`
      : `${name} ${quantity} × ${moneyText(unitPrice)} = ${moneyText(quantity * unitPrice)}`
  return [
    ...items.map((item) => ({ label: priceItemKindNames[item.kind][locale], value: line(item) })),
    { label: locale === 'en' ? 'In all' : '合计', value: moneyText(totalOf(items)) },
  ]
}

/** What an order has used, a line each: 角阀 DN15 2 个 × ¥28.00（客户承担）. */
function partsOf(label: string, parts: readonly UsedPart[], locale: Locale): TimelineEntry['details'] {
  const payer = (part: UsedPart) => partPayerNames[part.payer][locale]
  const line = (part: UsedPart) => `${part.name} ${part.quantity} ${part.unit} × ${moneyText(part.unitPrice)}`
  if (parts.length === 0) return [{ label, value: locale === 'en' ? 'none' : '无' }]
  return parts.map((part) => ({
    label,
    value: locale === 'en' ? `${line(part)} (${payer(part)})` : `${line(part)}（${payer(part)}）`,
  }))
}

/** Ids of pictures that were filed with a step; a signature is shown to staff only. */
function photosOf(step: StepDef | undefined, data: Record<string, unknown>, resident: boolean): string[] {
  const signatures = resident ? [] : (step?.form ?? []).filter(({ type }) => type === 'signature')
  return [
    ...Object.entries(data).flatMap(([key, value]) =>
      /^photos/.test(key) && Array.isArray(value) ? value.map(String) : [],
    ),
    ...signatures.flatMap(({ key }) => (data[key] ? [String(data[key])] : [])),
  ]
}
