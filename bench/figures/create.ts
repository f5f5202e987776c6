import { type Arena, inArena } from '../lib/arena.ts'
import { type Bench, calls } from '../lib/bench.ts'
import { byTurns, call } from '../lib/load.ts'
import { compareRows, reportRaw, reports, reportTo, teachCreate } from '../lib/reports.ts'
import { twoRowsSchema } from '../raw/two-rows.ts'

/** A resident's report through HTTP, durable, beside one hand-written statement that writes the same rows. */
export async function create(bench: Bench): Promise<void> {
  await inArena(bench, async (arena) => {
    await arena.owner.query(twoRowsSchema)
    await teachCreate(arena)
    const [mine, theirs] = [reports(calls(bench, 12_000)), reports(calls(bench, 12_000))]
    const { product, raw } = await byTurns({
      product: { items: mine, watched: arena.watched.product, act: reportTo(arena) },
      raw: { items: theirs, watched: arena.watched.raw, act: reportRaw(arena) },
    })
    await compareRows(arena, [mine.at(-1)?.id as string], [theirs.at(-1)?.id as string])
    const ratio = product.perSecond / raw.perSecond
    bench.print({
      name: 'create',
      value: product.perSecond,
      unit: '1/s',
      limit: raw.perSecond,
      target: { text: '≥ 0.6 × raw', met: ratio >= 0.6 },
    })
    bench.print({
      name: 'create, CPU of server and PostgreSQL',
      value: product.cpuMsEach,
      unit: 'ms',
      limit: raw.cpuMsEach,
      target: { text: '≤ 3 ms', met: product.cpuMsEach <= 3 },
    })
    bench.print({ name: 'two narrow rows', ...(await twoRows(bench, arena)), unit: '1/s', limit: null })
  })
  // the relay indexes texts and writes notices meanwhile, in the same process
  await inArena(bench, relayIncluded(bench), { roles: 'http,jobs' })
}

async function twoRows(bench: Bench, arena: Arena): Promise<{ value: number }> {
  const { raw } = await byTurns({
    raw: {
      items: reports(calls(bench, 12_000)),
      watched: arena.watched.raw,
      act: ({ id }) => call({ url: `${arena.raw.base}/two-rows`, body: { id } }),
    },
  })
  return { value: raw.perSecond }
}

const relayIncluded = (bench: Bench) => async (arena: Arena) => {
  const items = reports(calls(bench, 12_000))
  const { product } = await byTurns({ product: { items, watched: arena.watched.product, act: reportTo(arena) } })
  bench.print({ name: 'create, relay in the same process', value: product.perSecond, unit: '1/s', limit: null })
  bench.print({ name: 'create, CPU with that relay', value: product.cpuMsEach, unit: 'ms', limit: null })
}
