import { z } from 'zod'
import { type Db, statement } from '#platform/db'
import { type JobDefinition, job } from './registry.ts'

export interface HousekeepingOptions {
  db: Db
  /** removes files of an organization that were uploaded before `before` and never attached */
  sweepFiles: (organizationId: string, before: Date) => Promise<unknown>
  /** removes unfinished uploads that nobody has continued since `before` */
  sweepUploads: (before: Date) => Promise<unknown>
  now?: () => Date
}

const HOUR = 3_600_000
/** how long the answer to a repeated command is remembered */
const COMMANDS_KEPT = 30 * 24 * HOUR
/** an upload that no command has taken by then never will be */
const UPLOADS_KEPT = 24 * HOUR
/** rate limits count codes of the last hour; after a day a code means nothing */
const CODES_KEPT = 24 * HOUR
const PARTITIONS_AHEAD = 3
const BATCH = 10_000

const organizations = statement('housekeeping_organizations', 'select worker_organizations() as id')

/** The organizations of the installation, for work that is done for each. */
export const organizationsOf = async (db: Db): Promise<string[]> =>
  (await db.global<{ id: string }>(organizations)).map(({ id }) => id)

const forget = statement(
  'housekeeping_idempotency',
  `delete from idempotency where ctid = any(array(
     select ctid from idempotency where organization_id = $1 and created_at < $2 limit $3)) returning 1`,
)
const none = z.strictObject({})

/** The recurring work of an installation, as jobs for the registry. */
export function housekeeping(options: HousekeepingOptions): JobDefinition<object>[] {
  const { db, sweepFiles, sweepUploads, now = () => new Date() } = options
  const ago = (ms: number) => new Date(now().getTime() - ms)
  const eachOrganization = async (work: (id: string) => Promise<unknown>) => {
    for (const id of await organizationsOf(db)) await work(id)
  }
  const recurring = (name: string, at: string, handle: () => Promise<void>) =>
    job({ name, schema: none, handle, expire: 3600, cron: { at, data: {} } })
  return [
    recurring('housekeeping.commands', '10 18 * * *', () => eachOrganization((id) => forgetCommands(db, id, ago))),
    recurring('housekeeping.partitions', '20 18 * * *', async () => {
      await db.global('select ensure_audit_partitions($1, $2)', [now(), PARTITIONS_AHEAD])
    }),
    recurring('housekeeping.files', '30 * * * *', async () => {
      await eachOrganization((id) => sweepFiles(id, ago(UPLOADS_KEPT)))
      await sweepUploads(ago(UPLOADS_KEPT))
    }),
    recurring('housekeeping.codes', '40 * * * *', async () => {
      await db.global('delete from one_time_code where expires_at < $1', [ago(CODES_KEPT)])
    }),
  ]
}

async function forgetCommands(db: Db, organizationId: string, ago: (ms: number) => Date): Promise<void> {
  const before = ago(COMMANDS_KEPT)
  let gone = BATCH
  while (gone === BATCH) {
    const rows = await db.transaction(organizationId, (tx) => tx.query(forget, [organizationId, before, BATCH]))
    gone = rows.length
  }
}
