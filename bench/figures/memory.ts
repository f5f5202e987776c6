import { inArena } from '../lib/arena.ts'
import { type Bench, calls } from '../lib/bench.ts'
import { pidsOf, proportionalMb, residentMb } from '../lib/cpu.ts'
import { closedLoop } from '../lib/load.ts'
import { reports, reportTo } from '../lib/reports.ts'

const EVERY_MS = 500

/**
 * Memory while 16 clients create, started as `npm start` does with all roles in one process: of the server's process,
 * and of everything with PostgreSQL. The highest seen.
 */
export async function memory(bench: Bench): Promise<void> {
  await inArena(
    bench,
    async (arena) => {
      await arena.raw.stop()
      let resident = 0
      let whole = 0
      const look = () => {
        resident = Math.max(resident, ...pidsOf([arena.product.pid]).map(residentMb))
        whole = Math.max(whole, proportionalMb(arena.watched.product))
      }
      const timer = setInterval(look, EVERY_MS)
      await closedLoop(reports(calls(bench, 10_000)), [], reportTo(arena))
      clearInterval(timer)
      look()
      bench.print({
        name: 'memory of the server under creates',
        value: resident,
        unit: 'MB',
        limit: 350,
        target: { text: '≤ 350 MB resident', met: resident <= 350 },
      })
      bench.print({
        name: 'memory with PostgreSQL under creates',
        value: whole,
        unit: 'MB',
        limit: 600,
        target: { text: '≤ 600 MB proportional', met: whole <= 600 },
      })
    },
    { roles: 'http,jobs', door: true },
  )
}
