import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { DomainError } from '#kernel'
import { folderStore } from './folder-store.ts'
import { mirror } from './mirror.ts'
import { openStore } from './open-store.ts'
import { parseBucket } from './s3-store.ts'
import type { Store } from './store.ts'

// it comes without types
type Served = { run(): Promise<AddressInfo>; close(): Promise<void> }
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => Served

let folder: string
let server: Served
let store: Store
let endpoint: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sims-s3-'))
  server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') },
    configureBuckets: [{ name: 'backups', configs: [] }],
  })
  const { port } = await server.run()
  endpoint = `http://127.0.0.1:${port}`
  store = openStore(`s3://S3RVER:S3RVER@backups/east?endpoint=${endpoint}&path-style=1`)
})
after(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function* bytes(size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += 1 << 20) yield Buffer.alloc(Math.min(1 << 20, size - at), at >> 20)
}
const refusal = async (work: Promise<unknown>) =>
  (await work.then(
    () => undefined,
    (error) => error,
  )) as DomainError

test('what is written is listed, read and removed; large ones go in parts', async () => {
  await store.write('base/small.tar', bytes(1000))
  await store.write('base/large.tar', bytes(40 << 20))
  const found = await store.list('base/')
  assert.deepEqual(
    found.map(({ name, size }) => [name, size]),
    [
      ['base/large.tar', 40 << 20],
      ['base/small.tar', 1000],
    ],
  )
  const read = await buffer(await store.read('base/large.tar'))
  assert.ok(read.equals(await buffer(bytes(40 << 20))))
  await store.remove('base/small.tar')
  await store.remove('base/small.tar')
  assert.equal((await refusal(store.read('base/small.tar'))).code, 'backup.missing')
})

test('a write whose bytes fail leaves no object', async () => {
  async function* broken() {
    yield Buffer.alloc(1000)
    throw new Error('the disk went away')
  }
  assert.equal((await refusal(store.write('base/broken.tar', broken()))).message, 'the disk went away')
  assert.deepEqual((await store.list('base/broken')).length, 0)
})

test('a store is mirrored into a bucket, and nothing goes twice or is taken away there', async () => {
  const first = folderStore(join(folder, 'first'))
  for (const name of ['wal/000000010000000000000001', 'files/a', 'base/1.tar', 'base/1.manifest'])
    await first.write(name, bytes(10))
  await mirror(first, store)
  await first.remove('files/a')
  await mirror(first, store)
  assert.equal((await store.list('files/')).length, 1)
  assert.equal((await store.list('base/1.manifest')).length, 1)
})

test('a service that is away, or a wrong key, is said in one sentence', async () => {
  const away = openStore('s3://a:b@backups?endpoint=http://127.0.0.1:9&path-style=1')
  assert.equal((await refusal(away.list(''))).code, 'backup.unreachable')
  const wrong = openStore(`s3://a:b@backups?endpoint=${endpoint}&path-style=1`)
  assert.equal((await refusal(wrong.list(''))).code, 'backup.unreachable')
})

const addresses: [string, boolean][] = [
  ['s3://id:key@bucket', true],
  ['s3://id:a%2Fb@bucket/some/path?endpoint=https://oss-cn-hangzhou.aliyuncs.com&region=cn-hangzhou', true],
  ['s3://bucket', false],
  ['s3://id:key@bucket?endpoint=oss.example.com', false],
  ['s3://id:key@bucket?regio=x', false],
  ['https://id:key@bucket', false],
]
for (const [address, known] of addresses)
  test(`${address} is ${known ? 'an' : 'no'} address of a bucket`, () =>
    assert.equal(parseBucket(address) !== undefined, known))
