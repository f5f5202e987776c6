import pg from 'pg'
import { dataset } from '../seed/datasets.ts'
import type { Bench } from './bench.ts'
import { type Person, signedIn } from './people.ts'
import { type Running, startProduct, startRaw } from './processes.ts'

const DATABASE = 'bench_run'

/** The product and its raw limit on one fresh copy of a company in full working order. */
export interface Arena {
  product: Running
  raw: Running
  /** process ids whose CPU counts: one server and all of PostgreSQL */
  watched: { product: number[]; raw: number[] }
  residents: Person[]
  owner: pg.Client
}

/** Gives the arena to `work` and clears it away afterwards. `how`: see {@link startProduct}. */
export async function inArena<T>(
  bench: Bench,
  work: (arena: Arena) => Promise<T>,
  how: Parameters<typeof startProduct>[2] = {},
): Promise<T> {
  const { cluster, share } = bench
  await cluster.copy(await dataset(cluster, 'whole', share), DATABASE)
  const owner = new pg.Client({ ...cluster.superuser(DATABASE), options: '-c search_path=sims' })
  await owner.connect()
  const running: Running[] = []
  try {
    const residents = await signedIn(cluster, DATABASE, 'residents')
    const product = await startProduct(cluster, DATABASE, how)
    running.push(product)
    const raw = await startRaw(cluster, DATABASE)
    running.push(raw)
    const watched = { product: [product.pid, cluster.server.pid], raw: [raw.pid, cluster.server.pid] }
    return await work({ product, raw, watched, residents, owner })
  } finally {
    for (const one of running) await one.stop()
    await owner.end()
    await cluster.drop(DATABASE)
  }
}

/** Sessions of staff on the arena's database. */
export const staffOf = (bench: Bench, group: 'agents' | 'technicians') => signedIn(bench.cluster, DATABASE, group)
