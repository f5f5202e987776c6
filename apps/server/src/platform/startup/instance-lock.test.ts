import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { claimFolder } from './instance-lock.ts'

const base = mkdtempSync(join(tmpdir(), 'sims-lock-'))
after(() => rmSync(base, { recursive: true }))
const folder = () => mkdtempSync(join(base, 'x-'))

/** Another process that claims the folder and keeps it until it is killed. */
async function holderOf(path: string) {
  const module = join(import.meta.dirname, 'instance-lock.ts')
  const script = `await (await import(${JSON.stringify(module)})).claimFolder(${JSON.stringify(path)}); console.log(); setInterval(() => 0, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(child.stdout, 'data')
  return child
}

test('a folder held by a living process is not given, and is free after release', async () => {
  const path = folder()
  const claim = await claimFolder(path)
  assert.ok(claim.mine)
  assert.deepEqual(await claimFolder(path), { mine: false, pid: process.pid })
  await claim.release()
  assert.ok((await claimFolder(path)).mine)
})

test('kill -9 frees the folder, and only then', async () => {
  const path = folder()
  const child = await holderOf(path)
  assert.deepEqual(await claimFolder(path), { mine: false, pid: child.pid })
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok((await claimFolder(path)).mine)
})

test('a process id that was given to another process does not hold the folder', async () => {
  const path = folder()
  writeFileSync(join(path, 'instance.7.lock'), `${process.ppid} started long ago\n`)
  assert.ok((await claimFolder(path)).mine)
})

test('of many that find a stale lock exactly one wins', async () => {
  for (let round = 0; round < 50; round++) {
    const path = folder()
    writeFileSync(join(path, 'instance.3.lock'), '999999999 gone\n')
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimFolder(path)))
    assert.equal(claims.filter((claim) => claim.mine).length, 1)
    assert.deepEqual(readdirSync(path), ['instance.4.lock'])
  }
})
