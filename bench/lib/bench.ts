import type { Cluster } from './cluster.ts'
import type { Print } from './report.ts'

/** What a benchmark gets. */
export interface Bench {
  cluster: Cluster
  print: Print
  /** 1; less to try things out: a share of the records and of the calls */
  share: number
}

/** A number of calls, less when things are tried out; a multiple of the number of clients. */
export const calls = ({ share }: Bench, count: number): number => Math.max(160, Math.round((count * share) / 16) * 16)
