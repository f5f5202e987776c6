import { z } from 'zod'
import { id, page } from './fields.ts'
import * as people from './people.ts'
import * as permits from './permits.ts'
import * as visits from './visits.ts'

/** What goes in and out of what belongs to the work on orders. */
export const orderOperations = {
  listPermits: {
    tag: 'orders',
    summary: 'Permits for dangerous work: open, to be decided, all',
    query: permits.permitQuery,
    answer: page(permits.listedPermit),
  },
  getPremisesCare: {
    tag: 'customers',
    summary: 'What whoever goes to some premises must know',
    params: z.strictObject({ id }),
    answer: visits.premisesCare,
  },
  setPremisesCare: {
    tag: 'customers',
    summary: 'Say that two go to some premises, and why',
    command: true,
    params: z.strictObject({ id }),
    body: visits.setPremisesCare,
    answer: visits.premisesCare,
  },
  listColleagues: {
    tag: 'staff',
    summary: 'Who works where I do, to hand work over or to name a second person',
    answer: page(people.colleague),
  },
} as const
