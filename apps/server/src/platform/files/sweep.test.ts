import assert from 'node:assert/strict'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { Upload as TusUpload } from '@tus/server'
import { newId } from '#kernel'
import { SealBroken } from '#platform/privacy'
import { createBlobs } from './blobs.ts'
import { attachFiles, filesOf, lockFiles } from './store.ts'
import { startFileServer } from './testing.ts'

const PDF = Buffer.from('%PDF-1.7\n')
const DAY = 24 * 3600_000
let server: Awaited<ReturnType<typeof startFileServer>>
before(async () => {
  server = await startFileServer()
})
after(() => server.stop())

async function blobNames(organizationId: string): Promise<string[]> {
  const entries = await readdir(join(server.folder, 'sealed', organizationId), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
const age = async (path: string, time: Date) => utimes(path, time, time)

test('what nobody attached is swept after its time, and what a crash left; the rest stays', async () => {
  const { actor } = server.signIn()
  const { organizationId, accountId } = actor
  const [attached, orphan, young] = [newId(), newId(), newId()]
  for (const id of [attached, orphan]) await server.files.put(actor, id, 'a.pdf', PDF)
  const recordId = newId()
  await server.db.transaction(organizationId, async (tx) =>
    attachFiles(
      tx,
      await lockFiles(tx, accountId, [attached]),
      [{ fileId: attached, recordKind: 'request', recordId }],
      server.clock.now,
    ),
  )
  const before = new Date(server.clock.now.getTime() + 1)
  server.clock.now = new Date(server.clock.now.getTime() + DAY)
  await server.files.put(actor, young, 'a.pdf', PDF)

  // a crash: sealed but no row; a draft half written; and a young one that may still get its row
  const lost = { organizationId, id: newId(), ...server.cipher.newDataKey() }
  const blobs = createBlobs(join(server.folder, 'sealed'), server.cipher)
  await blobs.write({ ...lost, wrappedKey: lost.wrapped }, lost.key, { original: PDF, view: PDF, thumbnail: PDF })
  // and one that lost against the attempt whose row was committed
  const loser = { organizationId, id: attached, ...server.cipher.newDataKey() }
  await blobs.write({ ...loser, wrappedKey: loser.wrapped }, loser.key, { original: PDF })
  const mine = (await blobNames(organizationId)).find((path) => path.includes(attached)) as string
  await writeFile(`${mine}.0a0b0c0d.draft`, 'half')
  const old = new Date(before.getTime() - DAY)
  for (const path of await blobNames(organizationId)) await age(path, old)
  const rising = { organizationId, id: newId(), ...server.cipher.newDataKey() }
  await blobs.write({ ...rising, wrappedKey: rising.wrapped }, rising.key, { original: PDF })
  for (const path of await blobNames(organizationId))
    if (path.includes(rising.id) || path.includes(young)) await age(path, server.clock.now)

  assert.deepEqual(await server.files.sweep(organizationId, before), { files: 1, blobs: 5 })
  assert.deepEqual(await server.files.sweep(organizationId, before), { files: 0, blobs: 0 })
  assert.equal(await server.files.find(actor, orphan), undefined)
  for (const id of [attached, young]) {
    const file = await server.files.find(actor, id)
    assert.ok(file && (await server.files.read(file, 'original')).equals(PDF))
  }
  assert.equal((await blobNames(organizationId)).length, 3)
  // what is swept cannot be attached any more, and says which one it is
  await assert.rejects(
    server.db.transaction(organizationId, async (tx) =>
      attachFiles(
        tx,
        await lockFiles(tx, accountId, [young, orphan]),
        [young, orphan].map((fileId) => ({ fileId, recordKind: 'request', recordId })),
        server.clock.now,
      ),
    ),
    { code: 'files.notAttachable', params: { ids: [orphan] } },
  )
  assert.equal((await server.files.find(actor, young))?.attachedAt, null)
})

test('attaching is for who uploaded it, once, and safe to repeat', async () => {
  const { actor } = server.signIn()
  const id = newId()
  await server.files.put(actor, id, 'a.pdf', PDF)
  const recordId = newId()
  const attach = (accountId: string, target: string, at = server.clock.now) =>
    server.db.transaction(actor.organizationId, async (tx) =>
      attachFiles(
        tx,
        await lockFiles(tx, accountId, [id]),
        [{ fileId: id, recordKind: 'request', recordId: target }],
        at,
      ),
    )
  await assert.rejects(attach(newId(), recordId), { code: 'files.notAttachable' })
  await attach(actor.accountId, recordId)
  await attach(actor.accountId, recordId, new Date(0))
  await assert.rejects(attach(actor.accountId, newId()), { code: 'files.notAttachable' })
  const rows = await server.db.transaction(actor.organizationId, (tx) => filesOf(tx, [recordId, newId()]))
  assert.deepEqual(
    rows.map((row) => [row.id, row.attachedAt]),
    [[id, server.clock.now]],
  )
  assert.equal('wrappedKey' in (rows[0] ?? {}), false)
  assert.deepEqual(await server.db.transaction(server.organizations[1], (tx) => filesOf(tx, [recordId])), [])
})

test('a blob that was changed or exchanged is not served', async () => {
  const { actor } = server.signIn()
  const [a, b] = [newId(), newId()]
  for (const id of [a, b]) await server.files.put(actor, id, 'a.pdf', PDF)
  const paths = await blobNames(actor.organizationId)
  const [pathA, pathB] = [a, b].map((id) => paths.find((path) => path.includes(id)) as string) as [string, string]
  const file = await server.files.find(actor, a)
  assert.ok(file)
  const good = await readFile(pathA)
  await writeFile(pathA, await readFile(pathB))
  await assert.rejects(server.files.read(file, 'original'), SealBroken)
  const changed = Buffer.from(good)
  changed[20] = (changed[20] as number) ^ 1
  await writeFile(pathA, changed)
  await assert.rejects(server.files.read(file, 'original'), SealBroken)
  await writeFile(pathA, good)
  assert.ok((await server.files.read(file, 'original')).equals(PDF))
})

test('interrupted uploads are dropped when nothing came for long', async () => {
  const { partials } = server.files
  for (const id of ['old', 'new']) {
    await partials.create(new TusUpload({ id, size: 100, offset: 0 }))
    await partials.write(Readable.from([Buffer.from('1234567')]), id, 0)
    await partials.write(Readable.from([Buffer.from('89'), Buffer.alloc(20, 'x')]), id, 7)
    assert.equal((await partials.content(id)).toString(), `123456789${'x'.repeat(20)}`)
  }
  await age(join(partials.directory, 'old'), new Date(0))
  assert.equal(await server.files.sweepUploads(new Date(DAY)), 1)
  assert.deepEqual((await readdir(partials.directory)).sort(), ['new', 'new.json'])
})
