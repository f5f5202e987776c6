import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Bench } from '../lib/bench.ts'
import { say } from '../lib/report.ts'

const tool = resolve(import.meta.dirname, '../../tools/web-size.mjs')
const limits: Record<string, number> = { 'resident home': 140, 'desk list': 350 }

/** Script that a browser fetches for a view, gzip, as the built webs have it. */
export async function webSize({ print }: Bench): Promise<void> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool], { encoding: 'utf8' })
  if (status !== 0) return say(`no sizes of scripts: ${stderr.trim().split('\n').at(-1)}`)
  for (const line of stdout.trim().split('\n')) {
    const { name, value, unit } = JSON.parse(line) as { name: string; value: number; unit: string }
    const limit = limits[name] ?? null
    const target = limit === null ? {} : { target: { text: `≤ ${limit} kB`, met: value <= limit } }
    print({ name: `script: ${name}`, value, unit, limit, ...target })
  }
}
