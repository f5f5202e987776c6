import type { ChangeHook, CreateHook } from '@sims/contracts'
import { DomainError, type FieldFault, HOUR } from '#kernel'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { type Reach, readTarget } from '#platform/outbound'
import type { Cipher } from '#platform/privacy'
import { insertDeliveries, testDelivery } from './collect.ts'
import {
  changeHookRow,
  type HookRow,
  insertHook,
  lockHook,
  openSecrets,
  removeHookRow,
  rotateHookRow,
  sealSecrets,
} from './row.ts'
import { newHookSecret } from './signature.ts'

export interface HookDeps {
  db: Db
  cipher: Cipher
  reach: (plain: boolean) => Reach
  /** told that there is something to send */
  wake: () => void
}

const known = statement(
  'hook_communities',
  'select id from community where organization_id = $1 and id = any($2::uuid[])',
)
const lockDelivery = statement(
  'hook_delivery_locked',
  `select d.state, d.next_at as "nextAt", h.active, d.hook_id as "hookId" from hook_delivery d
   join hook h on h.organization_id = d.organization_id and h.id = d.hook_id
   where d.organization_id = $1 and d.id = $2 for update of d`,
)
const redeliverRow = statement(
  'hook_redeliver',
  `update hook_delivery set state = 'waiting', next_at = $3, delivered_at = null where organization_id = $1 and id = $2`,
)

type Secret = { secret: string | null; version: number }

/** Subscribes an address. @throws DomainError `http.invalid` naming fields; `command.duplicateId` */
export async function createHook(deps: HookDeps, call: CommandCall, form: CreateHook): Promise<Secret> {
  assertMay(call.actor, 'hooks.manage')
  const { id } = form
  const url = target(deps, form.url)
  const done = await command(deps.db, call, {
    name: 'hooks.create',
    recordKind: 'hook',
    recordIds: [id],
    load: async (tx) => ({ taken: await lockHook(tx, id), communities: await communitiesOf(tx, form.communityIds) }),
    decide: ({ taken, communities }, { tx, now }) => {
      if (taken) throw new DomainError('command.duplicateId')
      const secret = newHookSecret()
      const sealed = sealSecrets(deps.cipher, tx.organizationId, id, secret)
      const events = [...new Set(form.events)]
      insertHook(tx, { id, name: form.name.trim(), url, events, communities, ...sealed, createdAt: now })
      return { secret, version: 1 }
    },
  })
  return done.repeated ? await asItIs(deps.db, call, id) : done.result
}

/** Changes a hook, pauses it or lets it go on. Answers its version. @throws DomainError `hooks.changed` */
export async function changeHook(deps: HookDeps, call: CommandCall, id: string, form: ChangeHook): Promise<number> {
  assertMay(call.actor, 'hooks.manage')
  const url = target(deps, form.url)
  const done = await command(deps.db, call, {
    name: 'hooks.change',
    recordKind: 'hook',
    recordIds: [id],
    load: async (tx) => ({ row: await lockHook(tx, id), communities: await communitiesOf(tx, form.communityIds) }),
    decide: ({ row, communities }, { tx, now }) => {
      const { version } = current(row, form.version)
      const { active } = form
      changeHookRow(
        tx,
        { id, name: form.name.trim(), url, events: [...new Set(form.events)], communities, active },
        now,
      )
      if (active) tx.afterCommit(deps.wake)
      return version + 1
    },
  })
  return done.repeated ? (await asItIs(deps.db, call, id)).version : done.result
}

/** Gives a hook a new secret; the present one signs beside it for the hours asked for. */
export async function rotateHookSecret(
  deps: HookDeps,
  call: CommandCall,
  id: string,
  form: { version: number; overlapHours: number },
): Promise<Secret> {
  assertMay(call.actor, 'hooks.manage')
  const done = await command(deps.db, call, {
    name: 'hooks.rotate',
    recordKind: 'hook',
    recordIds: [id],
    load: (tx) => lockHook(tx, id),
    decide: (found, { tx, now }) => {
      const row = current(found, form.version)
      const [present] = openSecrets(deps.cipher, tx.organizationId, row, now)
      const secret = newHookSecret()
      const overlaps = form.overlapHours > 0
      const sealed = sealSecrets(deps.cipher, tx.organizationId, id, secret, overlaps ? present : null)
      const until = overlaps ? new Date(now.getTime() + form.overlapHours * HOUR) : null
      rotateHookRow(tx, id, sealed, sealed.previousSealed, until)
      return { secret, version: row.version + 1 }
    },
  })
  return done.repeated ? await asItIs(deps.db, call, id) : done.result
}

/** Removes a hook with its log; that it was there stays in the audit. */
export async function removeHook({ db }: HookDeps, call: CommandCall, id: string): Promise<void> {
  assertMay(call.actor, 'hooks.manage')
  await command(db, call, {
    name: 'hooks.remove',
    recordKind: 'hook',
    recordIds: [id],
    load: (tx) => lockHook(tx, id),
    decide: (row, { tx }) => {
      if (!row) throw new DomainError('http.notFound')
      removeHookRow(tx, id)
    },
  })
}

/** Sends a test event. Answers the id of its delivery. @throws DomainError `hooks.paused` */
export async function testHook(deps: HookDeps, call: CommandCall, id: string): Promise<string> {
  assertMay(call.actor, 'hooks.manage')
  const delivery = testDelivery(id, call.now)
  const done = await command(deps.db, call, {
    name: 'hooks.test',
    recordKind: 'hook',
    recordIds: [id],
    load: (tx) => lockHook(tx, id),
    decide: (row, { tx, now }) => {
      if (!row) throw new DomainError('http.notFound')
      if (!row.active) throw new DomainError('hooks.paused')
      insertDeliveries(tx, [delivery], now)
      tx.afterCommit(deps.wake)
      return delivery.id
    },
  })
  // the page looks into the log for what the first call has sent
  return done.repeated ? delivery.id : done.result
}

/** Sends a delivery once more, with the same id and body. @throws DomainError `hooks.paused`, `hooks.underWay` */
export async function redeliver(deps: HookDeps, call: CommandCall, id: string): Promise<void> {
  assertMay(call.actor, 'hooks.manage')
  await command(deps.db, call, {
    name: 'hooks.redeliver',
    recordKind: 'hookDelivery',
    recordIds: [id],
    load: (tx) => tx.query<{ state: string; active: boolean; attempts: number }>(lockDelivery, [tx.organizationId, id]),
    decide: ([row], { tx, now }) => {
      if (!row) throw new DomainError('http.notFound')
      if (!row.active) throw new DomainError('hooks.paused')
      if (row.state === 'waiting') throw new DomainError('hooks.underWay')
      tx.queue(redeliverRow, [tx.organizationId, id, now])
      tx.afterCommit(deps.wake)
    },
  })
}

const target = ({ reach }: HookDeps, text: string): string =>
  readTarget(text, reach(false), {
    bad: 'hooks.badUrl',
    insecure: 'hooks.insecure',
    forbidden: 'hooks.forbiddenAddress',
  }).href

async function communitiesOf(tx: Tx, ids: readonly string[] | null): Promise<string[] | null> {
  if (ids === null) return null
  const rows = await tx.query<{ id: string }>(known, [tx.organizationId, ids])
  const there = new Set(rows.map((row) => row.id))
  const faults = ids.flatMap((id, i): FieldFault[] =>
    there.has(id) ? [] : [{ path: `communityIds.${i}`, code: 'fields.unknownReference' }],
  )
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  return [...there]
}

function current(row: HookRow | undefined, version: number): HookRow {
  if (!row) throw new DomainError('http.notFound')
  if (row.version !== version) throw new DomainError('hooks.changed')
  return row
}

function asItIs(db: Db, { actor }: CommandCall, id: string): Promise<Secret> {
  return db.transaction(actor.organizationId, async (tx) => {
    const row = await lockHook(tx, id)
    if (!row) throw new DomainError('http.notFound')
    return { secret: null, version: row.version }
  })
}
