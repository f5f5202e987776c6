import type { MessageState } from '@sims/contracts'
import { DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { mayCancel, mayRetry, UNDER_WAY } from './outbox.ts'

interface Locked {
  state: MessageState
  hasNotice: boolean
  underWay: boolean
}
const lock = statement(
  'message_lock',
  `select d.state, d.notice_id is not null as "hasNotice", ${UNDER_WAY} as "underWay"
   from delivery d where d.organization_id = $1 and d.id = $2 for update`,
)
const change = statement(
  'message_change',
  `update delivery set state = $3, next_at = $4, held = null where organization_id = $1 and id = $2`,
)

async function locked(tx: Tx, id: string): Promise<Locked> {
  const [row] = await tx.query<Locked>(lock, [tx.organizationId, id])
  if (!row) throw new DomainError('http.notFound')
  return row
}

const changed = (
  db: Db,
  call: CommandCall,
  id: string,
  act: { name: string; may: (row: Locked) => boolean; refusal: string; state: MessageState; at: Date | null },
) => {
  assertMay(call.actor, 'messages.manage')
  return command(db, call, {
    name: act.name,
    recordKind: 'message',
    recordIds: [id],
    load: (tx) => locked(tx, id),
    decide: (row, { tx }) => {
      if (!act.may(row)) throw new DomainError(act.refusal)
      tx.queue(change, [tx.organizationId, id, act.state, act.at])
    },
  })
}

/** Tries a message again now, with those merged into it; quiet hours and caps still hold. */
export const retryMessage = (db: Db, call: CommandCall, id: string) =>
  changed(db, call, id, {
    name: 'messages.retry',
    may: mayRetry,
    refusal: 'messages.cannotRetry',
    state: 'waiting',
    at: call.now,
  })

/** Takes a message that waits out of the queue. One that is on its way this moment may still leave, and then says so. */
export const cancelMessage = (db: Db, call: CommandCall, id: string) =>
  changed(db, call, id, {
    name: 'messages.cancel',
    may: mayCancel,
    refusal: 'messages.notWaiting',
    state: 'cancelled',
    at: null,
  })
