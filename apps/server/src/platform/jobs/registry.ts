import type { z } from 'zod'

/** One attempt at a job. */
export interface JobRun {
  id: string
  /** 1 at first */
  attempt: number
  /** nobody tries again after this one */
  last: boolean
  /** aborted when the job has run too long or the process ends */
  signal: AbortSignal
}

/** A kind of work for later. `handle` may run more than once for one job, never twice at a time. */
export interface JobDefinition<Data> {
  /** the queue's name, such as `notify.mail`; lasting, since jobs wait under it */
  name: string
  /** what a job carries: ids, never personal data */
  schema: z.ZodType<Data>
  handle(data: Data, run: JobRun): Promise<void>
  retry?: {
    /** how often after the first attempt; 5 when absent */
    limit?: number
    /** pause before the first retry in seconds, doubling after; 30 when absent */
    delay?: number
    /** longest pause in seconds; 3600 when absent */
    longest?: number
  }
  /** longest run in seconds, after which a job counts as failed; 300 when absent */
  expire?: number
  /** jobs of one process at a time; 1 when absent */
  concurrency?: number
  /** also at these times, in UTC, with this data: five fields of cron */
  cron?: { at: string; data: Data }
}

// A list of jobs with different data: each is checked by its own schema before its handler sees it.
// biome-ignore lint/suspicious/noExplicitAny: the type of the data is tied to each definition's own schema
export type JobRegistry = readonly JobDefinition<any>[]

/** Declares a job; its data's type comes from the schema. */
export const job = <Data>(definition: JobDefinition<Data>): JobDefinition<Data> => definition
