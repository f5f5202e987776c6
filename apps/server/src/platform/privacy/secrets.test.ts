import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openSecrets, secretsFrom } from './secrets.ts'

let root: string
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'sims-secrets-'))
})
after(() => rm(root, { recursive: true }))

test('made once, private, and read again as the same', async () => {
  const folder = join(root, 'a')
  const first = await openSecrets(folder)
  const second = await openSecrets(folder)
  assert.match(first.keyId, /^[0-9a-f]{16}$/)
  assert.equal(second.keyId, first.keyId)
  assert.deepEqual(second.derive('kek'), first.derive('kek'))
  assert.equal((await stat(join(folder, 'master.key'))).mode & 0o777, 0o600)
  assert.equal((await stat(folder)).mode & 0o777, 0o700)
  assert.deepEqual(await readdir(folder), ['master.key'])
})

test('processes that start at once agree on one key', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => openSecrets(join(root, 'b'))))
  assert.equal(new Set(all.map((secrets) => secrets.keyId)).size, 1)
  assert.deepEqual(await readdir(join(root, 'b')), ['master.key'])
})

test('a damaged file, an empty one, and one that others may read are refused and left alone', async () => {
  const folder = join(root, 'c')
  await openSecrets(folder)
  const file = join(folder, 'master.key')
  const good = await readFile(file, 'latin1')
  const at = good.indexOf(' ') + 5
  for (const bad of [
    '',
    'nonsense',
    good.slice(0, -3),
    good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1),
  ]) {
    await writeFile(file, bad)
    await assert.rejects(openSecrets(folder), { code: 'privacy.keyDamaged', params: { file } })
    assert.equal(await readFile(file, 'latin1'), bad)
  }
  await writeFile(file, good)
  await chmod(file, 0o640)
  await assert.rejects(openSecrets(folder), { code: 'privacy.keyReadableByOthers', params: { file } })
  await rm(file)
  const { mkdir } = await import('node:fs/promises')
  await mkdir(file, { mode: 0o700 })
  await assert.rejects(openSecrets(folder), { code: 'privacy.keyUnreadable', params: { file, reason: 'EISDIR' } })
})

test('every purpose has its own key, and a known master key gives known bytes', () => {
  const secrets = secretsFrom(Buffer.alloc(32, 7))
  const keys = (['kek', 'blind', 'pg-app', 'session', 'one-time-code', 'blind:a', 'blind:b'] as const).map((purpose) =>
    secrets.derive(purpose).toString('hex'),
  )
  assert.equal(new Set(keys).size, keys.length)
  assert.equal(secrets.derive('pg-app', 24).length, 24)
  // RFC 5869 by hand: changing this opens no database that exists
  assert.equal(keys[0], 'e7ec07a4eb11b9d3856648b1793de0ce48210e0c7de53d3b40bc7c83b6e75924')
  assert.throws(() => secretsFrom(Buffer.alloc(31)), RangeError)
})
