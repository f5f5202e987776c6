import { z } from 'zod'
import { type Db, statement } from '#platform/db'
import { type JobDefinition, job, organizationsOf } from '#platform/jobs'
import { LOG_KEPT_MS } from './schedule.ts'

const BATCH = 5000
const forget = statement(
  'hook_forget',
  `delete from hook_delivery where organization_id = $1 and id = any(array(
     select id from hook_delivery where organization_id = $1 and created_at < $2 and state <> 'waiting' limit $3))
   returning 1`,
)

/** Every night: what was sent or given up a month ago leaves the log. */
export const forgetDeliveriesJob = ({ db, now }: { db: Db; now: () => Date }): JobDefinition<object> =>
  job({
    name: 'hooks.forget',
    schema: z.strictObject({}),
    cron: { at: '50 18 * * *', data: {} },
    expire: 3600,
    handle: async () => {
      for (const id of await organizationsOf(db)) await forgetDeliveries(db, id, now())
    },
  })

export async function forgetDeliveries(db: Db, organizationId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LOG_KEPT_MS)
  const some = () => db.transaction(organizationId, (tx) => tx.query(forget, [organizationId, before, BATCH]))
  for (let gone = await some(); gone.length === BATCH; gone = await some());
}
