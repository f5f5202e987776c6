import type { DutyCalls, RecordKind } from '@sims/contracts'
import { type Actor, type ClockState, DomainError, formatInstant } from '#kernel'
import { may } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import { type Db, Params, type Tx } from '#platform/db'
import type { Describe } from '#platform/notify'
import { CALL_NAMES, clockContext, EMERGENCY_CALL, lockRinging, passCall } from '#platform/process'
import { currentDutyChain } from '#platform/regulations'
import { assertDuty } from './policy.ts'

/** What calls need to know of the records that ring. */
export interface CallDeps {
  db: Db
  describe: Describe
  /** which records of a kind an actor may see, as a condition on an alias */
  visible: Record<RecordKind, (actor: Actor, p: Params, alias: string) => string>
}

const tables: Record<RecordKind, string> = { serviceRequest: 'service_request', workOrder: 'work_order' }

interface Row {
  id: string
  recordKind: RecordKind
  communityId: string
  clock: ClockState
  nextAt: Date | null
  called: { name: string; phone: string | null }[]
  myCall: number
  myPass: number
}

/** What rings now as far as the actor may see it, the longest first, with who was called last. */
export async function dutyCalls(deps: CallDeps, tx: Tx, actor: Actor, now: Date): Promise<DutyCalls> {
  assertDuty(actor, 'duty.read', null)
  const [requests, orders, { steps }] = await Promise.all([
    ringing(deps, tx, actor, 'serviceRequest'),
    ringing(deps, tx, actor, 'workOrder'),
    currentDutyChain(tx, now),
  ])
  const [aboutRequests, aboutOrders] = await Promise.all([
    deps.describe(tx, 'serviceRequest', requests.map(idOf)),
    deps.describe(tx, 'workOrder', orders.map(idOf)),
  ])
  const rows = [...requests, ...orders].sort((a, b) => a.clock.startedAt - b.clock.startedAt)
  return {
    items: rows.flatMap((row) => {
      const about = (row.recordKind === 'workOrder' ? aboutOrders : aboutRequests).get(row.id)
      if (!about) return []
      const { clock, nextAt, called, recordKind, id } = row
      const phones = may(actor, 'duty.call', row.communityId)
      return {
        recordKind,
        id,
        ...about,
        emergency: clock.name === EMERGENCY_CALL,
        since: formatInstant(clock.startedAt, actor.timeZone),
        call: clock.fireIndex,
        called: called.map(({ name, phone }) => ({ name, phone: phones ? phone : null })),
        nextAt: nextAt && clock.fireIndex < steps.length ? formatInstant(nextAt.getTime(), actor.timeZone) : null,
        mine: isMine(row),
      }
    }),
  }
}

const idOf = ({ id }: { id: string }) => id
/** Called, and not passed on since. */
const isMine = ({ myCall, myPass }: Pick<Row, 'myCall' | 'myPass'>) => myCall > myPass

/**
 * Whoever was called cannot come: the next is called at once.
 * @throws DomainError `access.forbidden`; `duty.notCalled` when nothing rings, or not for the actor
 */
export async function passDutyCall(deps: CallDeps, call: CommandCall, id: string): Promise<void> {
  assertDuty(call.actor, 'duty.read', null)
  await command(deps.db, call, {
    name: 'duty.pass',
    recordKind: 'dutyCall',
    recordIds: [id],
    load: async (tx) => {
      const record = await lockRinging(tx, id)
      if (!record) throw new DomainError('duty.notCalled')
      const [[row], ctx] = await Promise.all([
        ringing(deps, tx, call.actor, record.recordKind, id),
        clockContext(tx, call.now),
      ])
      if (!row || !isMine(row)) throw new DomainError('duty.notCalled')
      return { record, ctx }
    },
    decide: ({ record, ctx }, scope) => passCall(scope, record, ctx),
  })
}

/** Records of a kind that ring, with the notices of this round that tell who was called. */
function ringing({ visible }: CallDeps, tx: Tx, actor: Actor, recordKind: RecordKind, id?: string): Promise<Row[]> {
  const p = new Params()
  const [organization, me] = [p.add(tx.organizationId), `${p.add(actor.accountId)}::uuid`]
  const started = `to_timestamp((c.clock ->> 'startedAt')::float8 / 1000)`
  const told = `from notice n where n.organization_id = c.organization_id and n.kind = 'dutyRung'
    and n.record_id = c.record_id and n.created_at >= ${started}`
  const number = `(n.params ->> 'call')::int`
  return tx.query<Row>(
    `select c.record_id as id, '${recordKind}' as "recordKind", r.community_id as "communityId", c.clock,
       c.next_fire_at as "nextAt",
       coalesce((select jsonb_agg(jsonb_build_object('name', s.name, 'phone', s.phone) order by s.id)
         from (select n.account_id ${told} and ${number} = (c.clock ->> 'fireIndex')::int) l
         join account a on a.organization_id = c.organization_id and a.id = l.account_id
         join staff s on s.organization_id = c.organization_id and s.id = a.staff_id), '[]') as called,
       coalesce((select max(${number}) ${told} and n.account_id = ${me}), 0) as "myCall",
       coalesce((select max((t.data ->> 'call')::int) from timeline t
         where t.organization_id = c.organization_id and t.record_id = c.record_id and t.verb = 'dutyPassed'
           and t.actor_id = ${p.add(actor.staffId)}::uuid and t.occurred_at >= ${started}), 0) as "myPass"
     from record_clock c
     join ${tables[recordKind]} r on r.organization_id = c.organization_id and r.id = c.record_id
     where c.organization_id = ${organization} and c.name in (${CALL_NAMES}) and c.state = 'running'
       and c.record_kind = '${recordKind}' ${id ? `and c.record_id = ${p.add(id)}::uuid` : ''}
       and (${visible[recordKind](actor, p, 'r')})`,
    p.values,
  )
}
