import { PERMIT_HOURS, PERMIT_KINDS, type PermitKind, permitKindNames, permitNumberPrefix } from '@sims/contracts'
import { DomainError, type EpochMs, type FieldFault, HOUR, newId, parseInstant } from '#kernel'
import type { CommandScope } from '#platform/command'
import { statement, type Tx } from '#platform/db'
import type { Columns, FieldDef, ProcessRecord, StepTaken } from '#platform/process'
import type { CategoryOf } from './process-record.ts'
import type { OrderRow } from './row.ts'

/** A permit as the order's commands see it. */
export interface Permit {
  id: string
  number: number
  orderId: string
  kind: PermitKind
  state: 'asked' | 'issued' | 'refused' | 'closed'
  validFrom: Date
  validTo: Date
  askedBy: string
}

const ofOrders = statement(
  'permits_of_orders',
  `select id, number::int as number, order_id as "orderId", kind, state, valid_from as "validFrom", valid_to as "validTo",
     asked_by as "askedBy"
   from work_permit where organization_id = $1 and order_id = any($2) order by asked_at, id`,
)

/** The permits of some orders, which the caller holds locked, oldest first. */
export const permitsOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.query<Permit>(ofOrders, [tx.organizationId, orderIds])

export const numberOf = ({ number }: Pick<Permit, 'number'>) => `${permitNumberPrefix}${number}`

/** The kinds without which an order is not begun: of its category, and what somebody has declared. */
export const permitKindsOf = (row: Pick<OrderRow, 'permitKinds'>, category: CategoryOf | undefined): PermitKind[] =>
  PERMIT_KINDS.filter((kind) => category?.permits.includes(kind) || row.permitKinds?.includes(kind))

/**
 * What the engine may ask of an order's permits, and which of them its forms offer. Only what was issued to whoever has
 * the order counts for them. `next`: the step that is being taken; what runs until permits end goes by how they stand after it.
 */
export function permitFacts(
  row: OrderRow,
  category: CategoryOf | undefined,
  permits: readonly Permit[],
  next?: { verb: string | undefined; input: Readonly<Record<string, unknown>> },
): Pick<ProcessRecord, 'facts' | 'options'> {
  const asked = permits.filter(({ state }) => state === 'asked')
  const issued = permits.filter(({ state }) => state === 'issued')
  const own = issued.filter(({ askedBy }) => askedBy === row.assigneeId)
  const named = (key: string) => (one: Permit) => numberOf(one) === next?.input[key]
  const after =
    next?.verb === 'issuePermit'
      ? [...own, ...asked.filter((one) => one.askedBy === row.assigneeId && named('application')(one))]
      : next?.verb === 'closePermit'
        ? own.filter((one) => !named('permit')(one))
        : own
  return {
    facts: {
      permitKinds: permitKindsOf(row, category),
      permits: own.map(({ kind, validFrom, validTo }) => ({ kind, from: validFrom.getTime(), to: validTo.getTime() })),
      permitsOpen: issued.length,
      applicants: asked.map(({ askedBy }) => askedBy),
      permitHeld: after.length > 0,
      permitEnds: after.length > 0 ? new Date(coveredUntil(after)).toISOString() : null,
    },
    options: { application: asked.map(optionOf), permit: issued.map(optionOf) },
  }
}

const optionOf = (permit: Permit): NonNullable<FieldDef['options']>[number] => {
  const names = permitKindNames[permit.kind]
  const number = numberOf(permit)
  return { value: number, names: { 'zh-CN': `${names['zh-CN']} ${number}`, en: `${names.en} ${number}` } }
}

/** Until when all kinds are covered: one permit after the other of the same kind goes on where the one before ends. */
function coveredUntil(permits: readonly Permit[]): EpochMs {
  const ends = [...Map.groupBy(permits, ({ kind }) => kind).values()].map((ofKind) => {
    const inOrder = ofKind.toSorted((a, b) => a.validFrom.getTime() - b.validFrom.getTime())
    return inOrder.reduce(
      (end, { validFrom, validTo }) => (validFrom.getTime() <= end ? Math.max(end, validTo.getTime()) : end),
      inOrder[0]?.validTo.getTime() ?? 0,
    )
  })
  return Math.min(...ends)
}

const insert = statement(
  'permit_insert',
  `insert into work_permit (organization_id, id, order_id, community_id, kind, state, work, measures, guardian_id,
     valid_from, valid_to, asked_by, asked_at)
   values ($1, $2, $3, $4, $5, 'asked', $6, $7, $8, $9, $10, $11, $12)`,
)
const decide = statement(
  'permit_decide',
  `update work_permit set state = $3, decided_by = $4, decided_at = $5, decision = $6
   where organization_id = $1 and id = $2`,
)
const close = statement(
  'permit_close',
  `update work_permit set state = 'closed', closed_by = $3, closed_at = $4 where organization_id = $1 and id = $2`,
)

/**
 * Carries out what a step does to the order's permits; answers what it sets on the order.
 * @throws DomainError `process.formInvalid` with the faulty fields; `permits.ownApplication`
 */
export function permitEffects(
  { tx, actor, now }: CommandScope,
  row: OrderRow,
  permits: readonly Permit[],
  taken: StepTaken,
): Columns {
  const { values } = taken
  const does = (effect: string) => taken.effects.some(({ name }) => name === effect)
  const chosen = (key: string) => permits.find((one) => numberOf(one) === values[key])
  const by = actor.staffId as string
  if (does('askPermit')) {
    const kind = values.permitKind as PermitKind
    const faults = applicationFaults(kind, by, values, now.getTime())
    if (faults.length > 0) throw new DomainError('process.formInvalid', { step: taken.step }, faults)
    const measures = Object.entries(values).flatMap(([key, ticked]) => (isMeasures(key) ? (ticked as string[]) : []))
    tx.queue(insert, [
      ...[tx.organizationId, newId(now.getTime()), row.id, row.communityId, kind, values.work, measures],
      ...[values.guardian, new Date(String(values.validFrom)), new Date(String(values.validTo)), by, now],
    ])
  }
  if (does('issuePermit') || does('refusePermit')) {
    const application = chosen('application') as Permit
    if (application.askedBy === by) throw new DomainError('permits.ownApplication')
    const state = does('issuePermit') ? 'issued' : 'refused'
    if (state === 'issued' && application.validTo <= now) {
      throw new DomainError('process.formInvalid', { step: taken.step }, [
        { path: 'input.application', code: 'permits.over' },
      ])
    }
    tx.queue(decide, [tx.organizationId, application.id, state, by, now, values.reason ?? values.note ?? null])
  }
  if (does('closePermit')) tx.queue(close, [tx.organizationId, (chosen('permit') as Permit).id, by, now])
  // to apply is to say that the work is dangerous
  return does('askPermit') || does('requirePermit')
    ? { permit_kinds: { type: 'text', value: values.permitKind, how: 'append' } }
    : {}
}

/** The fields of a form that hold what is done against the danger, one for each kind of work. */
export const isMeasures = (key: string): boolean => key.startsWith('measures')

function applicationFaults(
  kind: PermitKind,
  applicant: string,
  { guardian, validFrom, validTo }: StepTaken['values'],
  now: EpochMs,
): FieldFault[] {
  const [from, to] = [parseInstant(String(validFrom)), parseInstant(String(validTo))]
  const hours = PERMIT_HOURS[kind]
  const at = (path: string, code: string, params?: Record<string, unknown>): FieldFault[] => [
    { path: `input.${path}`, code, ...(params ? { params } : {}) },
  ]
  return [
    ...(guardian === applicant ? at('guardian', 'permits.ownGuardian') : []),
    ...(to <= from ? at('validTo', 'permits.backwards') : to <= now ? at('validTo', 'permits.over') : []),
    ...(to - from > hours * HOUR ? at('validTo', 'permits.tooLong', { hours }) : []),
  ]
}
