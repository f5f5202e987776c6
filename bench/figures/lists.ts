import { type Bench, calls } from '../lib/bench.ts'
import { byTurns, call } from '../lib/load.ts'
import { type Person, signedIn } from '../lib/people.ts'
import { type Running, startProduct, startRaw } from '../lib/processes.ts'
import { dataset } from '../seed/datasets.ts'

const QUEUES = ['all', 'new', 'mine', 'overdue', 'toSettle']
const READERS = { agents: 'whole company', districtAgents: '8 of 20 communities' } as const
type Group = keyof typeof READERS

/** A page of 25 of each named filter set, in a large company beside a small one and beside one statement by hand. */
export async function lists(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  const short = await dataset(cluster, 'short', share)
  const long = await dataset(cluster, 'long', share)
  const running: Running[] = []
  const open = async (server: Promise<Running>) => {
    const one = await server
    running.push(one)
    return one
  }
  try {
    const small = await open(startProduct(cluster, short))
    const large = await open(startProduct(cluster, long))
    const raw = await open(startRaw(cluster, long))
    for (const group of Object.keys(READERS) as Group[]) {
      const readers = { small: await reader(bench, short, group), large: await reader(bench, long, group) }
      for (const queue of QUEUES) {
        const side = (server: Running, act: () => Promise<unknown>) => ({
          // CPU time is told in hundredths of a second: fewer calls would measure the clock
          items: new Array<null>(calls(bench, 4800)).fill(null),
          watched: [server.pid, cluster.server.pid],
          act,
        })
        const cost = await byTurns({
          small: side(small, () => page(small, readers.small, queue)),
          large: side(large, () => page(large, readers.large, queue)),
          raw: side(raw, () => rawPage(raw, readers.large, queue)),
        })
        print(bench, `list ${queue}, ${READERS[group]}`, cost.large.cpuMsEach, cost.small.cpuMsEach, cost.raw.cpuMsEach)
      }
    }
  } finally {
    for (const one of running) await one.stop()
  }
}

function print(bench: Bench, name: string, large: number, small: number, raw: number): void {
  const toRaw = { text: '≤ 2 × raw', met: large <= 2 * raw }
  bench.print({ name: `${name}, CPU`, value: large, unit: 'ms', limit: raw, target: toRaw })
  const toSmall = { text: '≤ 1.3 × at 10,000', met: large <= 1.3 * small }
  bench.print({ name: `${name}, beside 10,000`, value: large, unit: 'ms', limit: small, target: toSmall })
}

interface Reader extends Person {
  /** undefined: all */
  communities: string | undefined
}

async function reader({ cluster }: Bench, database: string, group: Group): Promise<Reader> {
  const [person] = await signedIn(cluster, database, group)
  if (!person) throw new Error(`nobody of ${group}`)
  const [row] = await cluster.query<{ ids: string | null }>(
    database,
    `select string_agg(community_id::text, ',') as ids from role_grant where staff_id = $1`,
    [person.staffId],
  )
  return { ...person, communities: row?.ids ?? undefined }
}

/** @throws unless the page is full: half a page would cost half */
async function page({ base }: Running, { token }: Reader, queue: string): Promise<void> {
  const text = await call({ method: 'GET', url: `${base}/api/v1/service-requests?queue=${queue}&limit=25`, token })
  expectFull(text, queue)
}

async function rawPage({ base }: Running, { organizationId, staffId, communities }: Reader, queue: string) {
  const query = new URLSearchParams({
    organization: organizationId,
    owner: staffId as string,
    ...(communities ? { communities } : {}),
  })
  expectFull(await call({ method: 'GET', url: `${base}/list/${queue}?${query}` }), queue)
}

function expectFull(text: string, queue: string): void {
  const rows = text.split('"description":').length - 1
  if (rows !== 25) throw new Error(`the page of ${queue} has ${rows} rows`)
}
