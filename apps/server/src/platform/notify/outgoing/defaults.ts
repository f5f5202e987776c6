import type { MessageDefaults } from '@sims/contracts'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { settingsOf } from './store.ts'

const put = statement(
  'message_defaults_put',
  `insert into message_defaults (organization_id, quiet_from, quiet_to, daily_cap, changed_at)
   values ($1, $2, $3, $4, $5)
   on conflict (organization_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
     daily_cap = excluded.daily_cap, changed_at = excluded.changed_at`,
)
/** Hours that end when they begin are none. */
const NEVER = { from: '00:00', to: '00:00' }

export async function messageDefaults(tx: Tx): Promise<MessageDefaults> {
  const { quietHours, dailyCap } = await settingsOf(tx)
  return { quietHours: quietHours.from === quietHours.to ? null : quietHours, dailyCap }
}

/** Sets quiet hours and daily cap of the company; they hold at once, also for what waits. */
export async function setMessageDefaults(db: Db, call: CommandCall, form: MessageDefaults): Promise<void> {
  const { actor, now } = call
  assertMay(actor, 'messages.manage')
  await command(db, call, {
    name: 'messages.setDefaults',
    recordKind: 'organization',
    recordIds: [actor.organizationId],
    load: async () => undefined,
    decide: (_, { tx }) => {
      const { from, to } = form.quietHours ?? NEVER
      tx.queue(put, [tx.organizationId, from, to, form.dailyCap, now])
    },
  })
}
