import type { MessageChannel } from '@sims/contracts'
import { jsonb, statement, type Tx } from '#platform/db'

/** A fact in the past tense and the ids it is about; never personal data. */
export interface OutboxEvent {
  /** such as `requests.accepted` */
  name: string
  recordKind: string
  recordId: string
  version: number
  seq: number
  communityId?: string
  /** more ids that handlers need; `customerId` and `assigneeId` say whose own the record is */
  ids?: Record<string, string | null>
  /** who is to be told what */
  notices?: NoticeOrder[]
}

/**
 * One notice that the relay makes: its kind, and whom it is for. `roles` are those of the record's community, or of all
 * when the event names none; beside another `to` they are told when that is nobody. `chain`: the level of the duty chain
 * that `roles` names, a team lead being that of the people who work on the record. `duty`: the step of the duty chain
 * whose turn the `call` (from 1) is, as the roster is when it is told. `accounts`: these accounts and nobody else.
 */
export interface NoticeOrder {
  notice: string
  to: 'requester' | 'assignee' | 'previous' | 'merged' | 'praised' | 'roles' | 'chain' | 'duty' | 'accounts'
  accounts?: string[]
  call?: number
  roles?: string[]
  /** beside the app by these channels alone, whatever people have chosen */
  by?: readonly MessageChannel[]
  /** further records of the event's kind that the notice tells of: whoever may not know of one is not told */
  alsoAbout?: string[]
  /** what the text needs besides the record: numbers, times, names of rules; never personal data */
  params?: Record<string, unknown>
}

const write = statement(
  'outbox_write',
  'insert into outbox (organization_id, event, payload, created_at) values ($1, $2, $3, $4)',
)

/** Queues a command's one outbox row. */
export function writeOutbox(tx: Tx, now: Date, events: OutboxEvent[]): void {
  const [first] = events
  if (first) tx.queue(write, [tx.organizationId, first.name, jsonb({ events }), now])
}
