import { page } from './fields.ts'
import * as people from './people.ts'
import * as permits from './permits.ts'

/** What goes in and out of what belongs to the work on orders. */
export const orderOperations = {
  listPermits: {
    tag: 'orders',
    summary: 'Permits for dangerous work: open, to be decided, all',
    query: permits.permitQuery,
    answer: page(permits.listedPermit),
  },
  listColleagues: {
    tag: 'staff',
    summary: 'Who works where I do, to hand work over or to name a second person',
    answer: page(people.colleague),
  },
} as const
