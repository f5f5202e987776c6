import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SuperuserConnection } from './embedded.ts'
import { startTestCluster } from './testing.ts'

/** A process that asks for a cluster, prints its settings, and then does `afterwards`. */
async function ask(afterwards: string, env: NodeJS.ProcessEnv) {
  const module = join(import.meta.dirname, 'testing.ts')
  const script = `console.log(JSON.stringify(await (await import(${JSON.stringify(module)})).testCluster())); ${afterwards}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, SIMS_TEST_CLUSTER: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, superuser: JSON.parse(String(line)) as SuperuserConnection }
}

async function goesAway(path: string): Promise<void> {
  for (let wait = 0; existsSync(path) && wait < 500; wait++) await sleep(20)
  assert.equal(existsSync(path), false)
}

test('the cluster of one process goes when it ends, and does not keep it from ending', async () => {
  const { child, superuser } = await ask('', {})
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  await goesAway(dirname(superuser.host))
})

test('and also when it is killed', async () => {
  const { child, superuser } = await ask('setInterval(() => 0, 1000)', {})
  assert.ok(existsSync(superuser.host))
  child.kill('SIGKILL')
  await goesAway(dirname(superuser.host))
})

test('a shared cluster serves every process until it is stopped', async () => {
  const cluster = await startTestCluster()
  for (let process = 0; process < 2; process++) {
    const { child, superuser } = await ask('', { SIMS_TEST_CLUSTER: cluster.folder })
    assert.deepEqual(superuser, cluster.superuser)
    await once(child, 'exit')
    assert.ok(existsSync(cluster.superuser.host))
  }
  await cluster.stop()
  assert.equal(existsSync(cluster.folder), false)
})
