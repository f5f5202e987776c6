import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { DomainError } from '#kernel'
import { openSecrets } from '#platform/privacy'
import { backUp } from './base.ts'
import { folderStore } from './folder-store.ts'
import { keysFromFile, keysFromPassphrase } from './keys.ts'
import { backupIds, readManifest, writeManifest } from './manifest.ts'
import { restore } from './restore.ts'
import { lookInto, type TestInstallation, testInstallation } from './testing.ts'
import { verify } from './verify.ts'

let here: TestInstallation
before(async () => {
  here = await testInstallation()
  await here.client.query('create table sims.payload (id int primary key, bytes bytea not null)')
})
after(() => here.close())

const refusal = async (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => assert.fail('it was not refused'),
    (error: DomainError) => error,
  )
const source = () => ({ dataDir: here.dataDir, superuser: here.server.superuser, version: '0.0.0' })

async function commitments(count: number): Promise<void> {
  await here.client.query(
    `insert into ledger_pending select gen_random_uuid(), gen_random_uuid(), 1, sha256(random()::text::bytea), now()
     from generate_series(1, $1)`,
    [count],
  )
}

async function addFile(bytes: Buffer): Promise<string> {
  const path = `019a0000-0000-7000-8000-000000000000/${bytes.toString('hex', 0, 1)}`
  const name = `019a0000-0000-7000-8000-${bytes.toString('hex', 0, 6)}.0a1b2c3d.original`
  await mkdir(join(here.dataDir, 'files', path), { recursive: true })
  await writeFile(join(here.dataDir, 'files', path, name), bytes)
  return `${path}/${name}`
}

test('a backup that is taken while rows are written restores with all that was there, files and key included', async () => {
  const store = folderStore(here.folder('whole'))
  await commitments(100)
  const photo = randomBytes(300_000)
  const path = await addFile(photo)
  let writing = true
  let written = 0
  const writer = (async () => {
    while (writing) {
      await here.client.query('insert into payload select $1::int, sha256($1::int::text::bytea)', [written])
      written += 1
    }
  })()
  const { manifest } = await backUp(source(), store, here.keys)
  writing = false
  await writer
  assert.ok(written > 0)
  assert.equal(manifest.ledger.count, 100)
  await verify(store, here.keys, manifest.id)

  const to = here.folder('restored')
  const restored = await restore({ store, keys: here.keys, to, ...here.release })
  assert.equal(restored.facts.ledger.last, manifest.ledger.last)
  assert.deepEqual(await readFile(join(to, 'files', path)), photo)
  assert.deepEqual(
    await readFile(join(to, 'secrets', 'master.key')),
    await readFile(join(here.dataDir, 'secrets', 'master.key')),
  )
  await lookInto(to, async (client) => {
    const { rows } = await client.query(
      'select count(*)::int as n, max(id) + 1 as next, bool_and(bytes = sha256(id::text::bytea)) as whole from payload',
    )
    assert.equal(rows[0].n, rows[0].next, 'no gap')
    assert.ok(rows[0].whole && rows[0].n <= written)
    const { rows: timeline } = await client.query('select timeline_id from pg_control_checkpoint()')
    assert.equal(timeline[0].timeline_id, 2)
  })
})

test('files go to a store once', async () => {
  const store = folderStore(here.folder('pool'))
  const size = 200_000
  await addFile(randomBytes(size))
  const first = await backUp(source(), store, here.keys)
  await addFile(randomBytes(size))
  const second = await backUp(source(), store, here.keys)
  assert.equal(second.manifest.files.length, first.manifest.files.length + 1)
  assert.equal(second.written - second.manifest.data.size, size)
})

test('what was changed anywhere is found, and nothing is restored from it', async () => {
  const store = folderStore(here.folder('good'))
  const { manifest } = await backUp(source(), store, here.keys)
  const tar = join('base', `${manifest.id}.tar`)
  const whole = await readFile(join(here.folder('good'), tar))
  const MB = 1 << 20
  const faults: Record<string, (bytes: Buffer) => Buffer> = {
    'one bit in the middle': (bytes) => flip(bytes, bytes.length >> 1),
    'one bit of the header': (bytes) => flip(bytes, 60),
    'cut in the middle': (bytes) => bytes.subarray(0, bytes.length >> 1),
    'the last frame missing': (bytes) => bytes.subarray(0, lastFrame(bytes)),
    'a byte too many': (bytes) => Buffer.concat([bytes, Buffer.from([0])]),
    'two frames swapped': swapFrames,
    empty: () => Buffer.alloc(0),
  }
  assert.ok(whole.length > MB)
  for (const [what, change] of Object.entries(faults)) {
    const bad = here.folder('bad')
    await cp(here.folder('good'), bad, { recursive: true })
    await writeFile(join(bad, tar), change(whole))
    assert.equal((await refusal(verify(folderStore(bad), here.keys, manifest.id))).code, 'backup.damaged', what)
    const to = here.folder('nothing')
    const refused = await refusal(restore({ store: folderStore(bad), keys: here.keys, to, ...here.release }))
    assert.equal(refused.code, 'backup.damaged', what)
    assert.deepEqual(await readdir(to), [], what)
  }
})

test('another key opens nothing', async () => {
  const store = folderStore(here.folder('good'))
  const file = here.folder('other.key')
  await openSecrets(here.folder('other'))
  await cp(join(here.folder('other'), 'master.key'), file)
  const to = here.folder('nothing')
  const refused = await refusal(restore({ store, keys: await keysFromFile(file), to, ...here.release }))
  assert.equal(refused.code, 'backup.wrongKey')
})

test('a passphrase opens what was sealed with it, and brings the master key along', async () => {
  const store = folderStore(here.folder('passphrase'))
  const keys = await keysFromFile(join(here.dataDir, 'secrets', 'master.key'), 'correct horse battery')
  const { manifest } = await backUp(source(), store, keys)
  const opening = keysFromPassphrase('correct horse battery')
  await verify(store, opening, manifest.id)
  assert.equal(opening.master?.text, keys.master?.text)
  const wrong = await refusal(verify(store, keysFromPassphrase('correct horse batterz'), manifest.id))
  assert.equal(wrong.code, 'backup.wrongKey')
  const short = await refusal(keysFromFile(join(here.dataDir, 'secrets', 'master.key'), 'short'))
  assert.equal(short.code, 'backup.passphraseShort')
})

test('a folder that holds something, or in which SIMS runs, is left alone; what a killed restore left is not', async () => {
  const store = folderStore(here.folder('good'))
  const into = (to: string) => restore({ store, keys: here.keys, to, ...here.release })
  const full = here.folder('full')
  await mkdir(full)
  await writeFile(join(full, 'letter.txt'), 'mine')
  assert.equal((await refusal(into(full))).code, 'backup.placeNotEmpty')
  assert.deepEqual(await readdir(full), ['letter.txt'])
  assert.equal((await refusal(into(here.dataDir))).code, 'backup.placeInUse')
  assert.equal((await refusal(into(join(full, 'letter.txt')))).code, 'backup.placeUnusable')
  const half = here.folder('half')
  await mkdir(join(half, 'postgres'), { recursive: true })
  await writeFile(join(half, 'RESTORING'), '')
  assert.equal((await into(half)).swept, true)
})

test('what does not fit this release, or is not there, is refused', async () => {
  const store = folderStore(here.folder('good'))
  const to = here.folder('unfit')
  const older = { ...here.release, migrations: here.release.migrations.slice(0, -1) }
  assert.equal((await refusal(restore({ store, keys: here.keys, to, ...older }))).code, 'backup.newer')
  const major = { ...here.release, major: 99 }
  assert.equal((await refusal(restore({ store, keys: here.keys, to, ...major }))).code, 'backup.otherMajor')
  const id = '20260101T000000Z-00000000'
  assert.equal((await refusal(restore({ store, keys: here.keys, to, id, ...here.release }))).code, 'backup.unknown')
  const empty = folderStore(here.folder('empty'))
  assert.equal((await refusal(restore({ store: empty, keys: here.keys, to, ...here.release }))).code, 'backup.none')
  assert.equal((await refusal(keysFromFile(here.folder('no.key')))).code, 'backup.keyMissing')
})

test('a file that is gone from the store, or a ledger that is not the one of the manifest, is found', async () => {
  const bad = here.folder('gone')
  await cp(here.folder('good'), bad, { recursive: true })
  const store = folderStore(bad)
  const [id = ''] = await backupIds(store)
  const manifest = await readManifest(store, here.keys, id)
  const more = { ...manifest, ledger: { ...manifest.ledger, count: manifest.ledger.count + 1 } }
  await writeManifest(store, here.keys, more)
  const to = here.folder('nothing')
  assert.equal((await refusal(restore({ store, keys: here.keys, to, ...here.release }))).code, 'backup.ledgerDiffers')
  assert.deepEqual(await readdir(to), [])
  const [file] = manifest.files
  await rm(join(bad, file?.name ?? ''))
  assert.equal((await refusal(verify(store, here.keys, id))).code, 'backup.missing')
})

test('the next backup removes what a killed one left, and says so; two at once are one', async () => {
  const folder = here.folder('killed')
  const store = folderStore(folder)
  await backUp(source(), store, here.keys)
  const left = ['base/20260101T000000Z-00000000.tar', 'base/20260101T000000Z-00000001.tar.partial']
  for (const name of left) await writeFile(join(folder, name), 'half')
  const both = await Promise.allSettled([backUp(source(), store, here.keys), backUp(source(), store, here.keys)])
  const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [(one.reason as DomainError).code] : []))
  assert.deepEqual(refused, ['backup.running'])
  assert.deepEqual(made[0]?.swept.sort(), left)
  assert.equal((await readdir(join(folder, 'base'))).length, 4)
})

const flip = (bytes: Buffer, at: number) => {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

/** Offsets of the frames of an object. */
function frames(bytes: Buffer): number[] {
  const offsets: number[] = []
  for (let at = 18 + bytes.readUInt32BE(14); at < bytes.length; ) {
    offsets.push(at)
    at += 4 + (bytes.readUInt32BE(at) & 0x7fff_ffff) + 16
  }
  return offsets
}
const lastFrame = (bytes: Buffer) => frames(bytes).at(-1) as number
function swapFrames(bytes: Buffer): Buffer {
  const [a = 0, b = 0, c = 0] = frames(bytes)
  return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c)])
}
