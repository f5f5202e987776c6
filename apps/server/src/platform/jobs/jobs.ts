import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { DatabaseConnection, Tx } from '#platform/db'
import type { Log } from './log.ts'
import { JOBS_SCHEMA, plain } from './migrate-jobs.ts'
import type { JobDefinition, JobRegistry } from './registry.ts'

export interface JobsOptions {
  /** of the application's role; pg-boss keeps a few connections of its own */
  connection: DatabaseConnection
  registry: JobRegistry
  log: Log
  now?: () => Date
  /** pause between looks into a queue, in seconds, at least 0.5; 1 when absent */
  pollSeconds?: number
}

export interface Jobs {
  /** Makes the queues and begins to work. */
  start(): Promise<void>
  /** Lets running jobs finish. */
  stop(): Promise<void>
  /** Writes jobs in the caller's transaction, all in one statement; an id that exists already is left as it is. */
  send(tx: Tx, name: string, jobs: readonly { id: string; data: unknown }[]): Promise<void>
  /** Queues that hold jobs of a name which this version does not know: they stay until a version does. */
  unknown(): Promise<{ name: string; waiting: number }[]>
}

/** The queue for work that takes longer than a transaction may: mail, sweeps, what recurs. */
export function createJobs({ connection, registry, log, now = () => new Date(), pollSeconds = 1 }: JobsOptions): Jobs {
  const byName = new Map(registry.map((definition) => [definition.name, definition]))
  if (byName.size < registry.length) throw new Error('two jobs share a name')
  const boss = new PgBoss({
    ...plain(connection),
    schema: JOBS_SCHEMA,
    max: 4,
    application_name: 'sims-jobs',
    // the schema belongs to the owner of the database: migrateJobs
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'the job queue reports a failure'))
  boss.on('warning', ({ message, data }) => log.warn({ data }, message))

  const unknown = async () => {
    const queues = await boss.getQueues()
    return queues
      .filter(({ name, queuedCount }) => !byName.has(name) && !name.startsWith('__pgboss') && queuedCount > 0)
      .map(({ name, queuedCount }) => ({ name, waiting: queuedCount }))
  }

  return {
    unknown,
    start: async () => {
      await boss.start()
      for (const definition of registry) await open(boss, definition, pollSeconds, log)
      await dropOldSchedules(boss, byName)
      for (const queue of await unknown()) log.warn(queue, 'jobs wait that this version does not know')
      log.info({ jobs: [...byName.keys()], at: now() }, 'the job queue runs')
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
    send: async (tx, name, jobs) => {
      const definition = byName.get(name)
      if (!definition) throw new Error(`no job is called ${name}`)
      const rows = jobs.map(({ id, data }) => ({ id, data: definition.schema.parse(data) as object }))
      const executeSql = async (sql: string, values?: unknown[]) => ({ rows: await tx.query<object>(sql, values) })
      await boss.insert(name, rows, { db: { executeSql } })
    },
  }
}

async function open(boss: PgBoss, definition: JobDefinition<unknown>, pollSeconds: number, log: Log): Promise<void> {
  const { name, retry = {}, expire = 300, concurrency = 1, cron } = definition
  const options = {
    retryLimit: retry.limit ?? 5,
    retryDelay: retry.delay ?? 30,
    retryBackoff: true,
    retryDelayMax: retry.longest ?? 3600,
    expireInSeconds: expire,
  }
  await boss.createQueue(name, options)
  await boss.updateQueue(name, options)
  const work = { pollingIntervalSeconds: pollSeconds, batchSize: concurrency, burstWhenBatchFull: concurrency > 1 }
  await boss.work(name, { ...work, includeMetadata: true, perJobResults: true }, (jobs) =>
    Promise.all(jobs.map((one) => perform(definition, one, log))),
  )
  if (cron) await boss.schedule(name, cron.at, cron.data as object, { missed: 'once' })
}

async function perform(
  definition: JobDefinition<unknown>,
  taken: JobWithMetadata<unknown>,
  log: Log,
): Promise<JobResult> {
  const { id, data, retryCount, retryLimit, signal } = taken
  const checked = definition.schema.safeParse(data)
  if (!checked.success) {
    // it would fail every time: kept as failed, for people to see
    log.error({ job: definition.name, id, issues: checked.error.issues }, 'a job carries unreadable data')
    return { id, status: 'deadletter', output: { issues: checked.error.issues } }
  }
  try {
    await definition.handle(checked.data, { id, attempt: retryCount + 1, last: retryCount >= retryLimit, signal })
    return { id, status: 'completed' }
  } catch (error) {
    log.warn({ err: error, job: definition.name, id, attempt: retryCount + 1 }, 'a job failed')
    return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } }
  }
}

/** A schedule of an earlier version must not go on filling a queue that nobody empties. */
async function dropOldSchedules(boss: PgBoss, byName: ReadonlyMap<string, JobDefinition<unknown>>): Promise<void> {
  for (const { name, key } of await boss.getSchedules()) if (!byName.get(name)?.cron) await boss.unschedule(name, key)
}
