import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, afterEach, before, test } from 'node:test'
import { Upload, type UploadOptions } from 'tus-js-client'
import { newId } from '#kernel'
import { blackPng, heic, photo } from './pictures.fixture.ts'
import { openFiles } from './service.ts'
import { attachFiles, lockFiles } from './store.ts'
import { startFileServer } from './testing.ts'

let server: Awaited<ReturnType<typeof startFileServer>>
before(async () => {
  server = await startFileServer({ limits: { maxBytes: 8 * 1024 * 1024, maxUnattached: 6 } })
})
after(() => server.stop())
afterEach(() => assert.deepEqual(server.failures, []))

type Caller = ReturnType<typeof server.signIn>

/** Uploads with the real client; answers the id, or throws what the server said. */
function upload(bytes: Buffer, name: string, caller: Caller, options: Partial<UploadOptions> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const client: Upload = new Upload(bytes, {
      endpoint: `${server.url}/api/v1/uploads`,
      headers: caller.headers,
      metadata: { filename: name },
      retryDelays: [10, 50, 100],
      onSuccess: () => resolve(client.url?.split('/').at(-1) ?? ''),
      onError: (error) => {
        const response = 'originalResponse' in error ? error.originalResponse : undefined
        const body = response?.getBody() ?? ''
        const said = body.startsWith('{') ? JSON.parse(body) : { body }
        reject(Object.assign(new Error(error.message), { status: response?.getStatus(), ...said }))
      },
      ...options,
    })
    client.start()
  })
}

const get = (path: string, caller: Caller, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1${path}`, { headers: { ...caller.headers, ...headers } })
const uploadsLeft = () => readdir(join(server.folder, 'uploads'))

test('a photo goes up in pieces and comes back as what may be shown', async () => {
  const caller = server.signIn()
  const bytes = await photo(1200, 900)
  let answer = ''
  const id = await upload(bytes, '厨房漏水.jpg', caller, {
    chunkSize: 100_000,
    onAfterResponse: (_request, response) => {
      answer = response.getBody()
    },
  })
  assert.deepEqual(JSON.parse(answer), { id, mediaType: 'image/jpeg', size: bytes.length, width: 900, height: 1200 })
  const view = await get(`/files/${id}`, caller)
  assert.equal(view.status, 200)
  assert.equal(view.headers.get('content-type'), 'image/jpeg')
  assert.match(view.headers.get('content-disposition') ?? '', /^inline; .*%E5%8E%A8.*\.jpg$/)
  assert.equal(view.headers.get('content-security-policy'), "default-src 'none'; sandbox")
  assert.equal(view.headers.get('x-content-type-options'), 'nosniff')
  assert.ok(!Buffer.from(await view.arrayBuffer()).includes('secret-serial'))
  const etag = view.headers.get('etag') as string
  assert.equal((await get(`/files/${id}`, caller, { 'if-none-match': etag })).status, 304)
  const thumbnail = await get(`/files/${id}/thumbnail`, caller)
  assert.equal(thumbnail.headers.get('content-type'), 'image/webp')
  const original = await get(`/files/${id}/original`, caller)
  assert.match(original.headers.get('content-disposition') ?? '', /^attachment; /)
  assert.ok(bytes.equals(Buffer.from(await original.arrayBuffer())))
  assert.deepEqual(await uploadsLeft(), [])
})

test('a document comes back as an attachment, byte for byte', async () => {
  const caller = server.signIn()
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
  const id = await upload(pdf, '合同.html', caller)
  const answer = await get(`/files/${id}`, caller)
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; .*\.pdf$/)
  assert.ok(pdf.equals(Buffer.from(await answer.arrayBuffer())))
  assert.equal((await get(`/files/${id}/thumbnail`, caller)).status, 404)
  const phone = await upload(await heic(64, 48), 'IMG_1.HEIC', caller)
  assert.match(
    (await get(`/files/${phone}`, caller)).headers.get('content-disposition') ?? '',
    /^attachment; .*\.HEIC$/i,
  )
})

test('an upload whose line is cut goes on where it stopped', async (t) => {
  const caller = server.signIn()
  const bytes = await photo(1600, 1200)
  const proxy = await cuttingProxy(server.url, [400_000, 900_000])
  t.after(proxy.close)
  const offsets: number[] = []
  const id = await upload(bytes, 'a.jpg', caller, {
    endpoint: `${proxy.url}/api/v1/uploads`,
    onBeforeRequest: (request) => {
      if (request.getMethod() === 'PATCH') offsets.push(Number(request.getHeader('Upload-Offset')))
    },
  })
  assert.ok(bytes.length > 1_500_000, `${bytes.length}`)
  assert.equal(offsets.length, 3, `${offsets}`)
  const [first, second, third] = offsets as [number, number, number]
  assert.ok(first === 0 && second >= first && third >= second && third > 0, `${offsets}`)
  const original = await get(`/files/${id}/original`, caller)
  assert.ok(bytes.equals(Buffer.from(await original.arrayBuffer())))
})

test('what is half uploaded or sealed is not readable on the disk', async () => {
  const caller = server.signIn()
  const secret = 'MARKER-'.repeat(2000)
  const created = await call('POST', '/uploads', caller, {
    'upload-length': String(secret.length),
    'upload-metadata': `filename ${btoa('a.txt')}`,
  })
  const path = created.headers.get('location') as string
  const send = (offset: number, end: number) =>
    call(
      'PATCH',
      path.replace('/api/v1', ''),
      caller,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      secret.slice(offset, end),
    )
  assert.equal((await send(0, 5003)).status, 204)
  assert.equal(
    (await readFile(join(server.folder, 'uploads', path.split('/').at(-1) as string))).includes('MARKER'),
    false,
  )
  // a second time from the beginning: refused, nothing changed
  assert.equal((await send(0, 5003)).status, 409)
  assert.equal((await send(5003, secret.length)).status, 200)
  const id = path.split('/').at(-1) as string
  assert.equal(await (await get(`/files/${id}`, caller)).text(), secret)
  for (const name of await readdir(server.folder, { recursive: true, withFileTypes: true }))
    if (name.isFile()) assert.equal((await readFile(join(name.parentPath, name.name))).includes('MARKER'), false)
})

test('a client whose last answer was lost learns that all has come', async () => {
  const caller = server.signIn()
  const id = await upload(Buffer.from('%PDF-1.7\n'), 'a.pdf', caller)
  const head = await call('HEAD', `/uploads/${id}`, caller)
  assert.deepEqual([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')], [200, '9', '9'])
  // the server died between the last byte and the sealing: the bytes are there, the row is not
  const created = await call('POST', '/uploads', caller, {
    'upload-length': '9',
    'upload-metadata': `filename ${btoa('b.pdf')}`,
  })
  const late = created.headers.get('location')?.split('/').at(-1) as string
  await server.files.partials.write(Readable.from([Buffer.from('%PDF-1.7\n')]), late, 0)
  assert.equal((await get(`/files/${late}`, caller)).status, 404)
  assert.equal((await call('HEAD', `/uploads/${late}`, caller)).headers.get('upload-offset'), '9')
  assert.equal(await (await get(`/files/${late}`, caller)).text(), '%PDF-1.7\n')
})

test('the same upload finished by many at once becomes one file', async () => {
  const { actor } = server.signIn()
  const id = newId()
  const bytes = Buffer.from('%PDF-1.7\n')
  const rows = await Promise.all(Array.from({ length: 8 }, () => server.files.put(actor, id, 'a.pdf', bytes)))
  assert.equal(new Set(rows.map((row) => row.createdAt.getTime())).size, 1)
  const blobs = await readdir(join(server.folder, 'sealed', actor.organizationId, id.slice(-2)))
  assert.equal(blobs.filter((name) => name.startsWith(id)).length, 1)
  const file = await server.files.find(actor, id)
  assert.ok(file && (await server.files.read(file, 'original')).equals(bytes))
})

test('bad files are refused with their reason and leave nothing', async () => {
  const caller = server.signIn()
  const jpeg = await photo(400, 300)
  const cases: [Buffer, string, string][] = [
    [Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]), 'photo.jpg', 'files.typeNotAllowed'],
    [Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo.png', 'files.typeNotAllowed'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', 'files.typeNotAllowed'],
    [Buffer.from('%PDF-1.7\n'), 'photo.jpg', 'files.typeMismatch'],
    [jpeg.subarray(0, jpeg.length / 2), 'photo.jpg', 'files.pictureBroken'],
    [blackPng(50_000, 50_000, 10), 'photo.png', 'files.pictureTooLarge'],
    [blackPng(20_000, 20_000), 'photo.png', 'files.pictureTooLarge'],
    [Buffer.alloc(0), 'photo.jpg', 'files.empty'],
    [Buffer.alloc(8 * 1024 * 1024 + 1), 'photo.jpg', 'files.tooLarge'],
  ]
  for (const [bytes, name, code] of cases)
    await assert.rejects(upload(bytes, name, caller), { status: 422, code }, code)
  assert.deepEqual(await uploadsLeft(), [])
  const rows = await server.owner.query('select from file where uploaded_by = $1', [caller.actor.accountId])
  assert.equal(rows.rowCount, 0)
})

test('an account cannot pile up files, and the protocol refuses what is not in it', async () => {
  const caller = server.signIn()
  for (let i = 0; i < 6; i++) await upload(Buffer.from('%PDF-1.7\n'), 'a.pdf', caller)
  await assert.rejects(upload(Buffer.from('%PDF-1.7\n'), 'a.pdf', caller), { code: 'files.tooManyUnattached' })
  const other = server.signIn()
  assert.equal((await call('POST', '/uploads', other, { 'upload-defer-length': '1' })).status, 501)
  assert.equal((await call('POST', '/uploads', other, {})).status, 400)
  assert.equal((await call('POST', '/uploads', other, { 'upload-length': '-1' })).status, 400)
  assert.equal((await fetch(`${server.url}/api/v1/uploads`, { method: 'POST', headers: other.headers })).status, 412)
  assert.equal((await call('POST', '/uploads', { ...other, headers: { authorization: '' } }, {})).status, 422)
  // more bytes than announced
  const created = await call('POST', '/uploads', other, { 'upload-length': '4' })
  const path = (created.headers.get('location') as string).replace('/api/v1', '')
  const body = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  assert.equal((await call('PATCH', path, other, body, '12345')).status, 413)
  assert.equal((await call('HEAD', path, other)).headers.get('upload-offset'), '0')
  assert.equal((await call('DELETE', path, other)).status, 204)
  assert.equal((await call('HEAD', path, other)).status, 404)
})

test('a disk that is nearly full takes no more uploads', async () => {
  const limits = { reserveBytes: Number.MAX_SAFE_INTEGER }
  const { db, folder, cipher, secrets } = server
  const full = await openFiles({ db, cipher, secrets, limits, folder: join(folder, 'full'), now: () => new Date() })
  await assert.rejects(full.admit(server.signIn().actor, 1), { code: 'files.storageFull' })
  const piece = full.partials.write(Readable.from([Buffer.alloc(9)]), newId(), 0)
  await assert.rejects(piece, { code: 'files.storageFull' }, 'also while an upload goes on')
})

test("another account's upload is not there", async () => {
  const mine = server.signIn()
  const created = await call('POST', '/uploads', mine, { 'upload-length': '4' })
  const path = (created.headers.get('location') as string).replace('/api/v1', '')
  for (const other of [server.signIn(), server.signIn(server.organizations[1])]) {
    for (const method of ['HEAD', 'DELETE']) assert.equal((await call(method, path, other)).status, 404, method)
    const body = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    assert.equal((await call('PATCH', path, other, body, '1234')).status, 404)
  }
  for (const id of ['..%2f..%2fsecrets', newId(), 'x', '%00'])
    assert.equal((await call('HEAD', `/uploads/${id}`, mine)).status, 404, id)
  assert.equal((await call('HEAD', path, mine)).headers.get('upload-offset'), '0')
  await call('DELETE', path, mine)
})

test('a file is seen by who uploaded it until it is attached, then by who sees the record', async () => {
  const [mine, other, foreign] = [server.signIn(), server.signIn(), server.signIn(server.organizations[1])]
  const id = await upload(await photo(300, 200), 'a.jpg', mine)
  const statuses = async () =>
    Promise.all([mine, other, foreign].map(async (who) => (await get(`/files/${id}`, who)).status))
  assert.deepEqual(await statuses(), [200, 404, 404])
  const recordId = newId()
  await server.db.transaction(mine.actor.organizationId, async (tx) =>
    attachFiles(
      tx,
      await lockFiles(tx, mine.actor.accountId, [id]),
      [{ fileId: id, recordKind: 'request', recordId }],
      server.clock.now,
    ),
  )
  assert.deepEqual(await statuses(), [404, 404, 404])
  server.readableRecords.add(recordId)
  assert.deepEqual(await statuses(), [200, 200, 404])
  assert.equal((await get(`/files/${id}/original`, other)).status, 404)
  server.seesOriginals.add(other.actor.accountId)
  assert.equal((await get(`/files/${id}/original`, other)).status, 200)
})

/** A request as any program may send it. */
function call(
  method: string,
  path: string,
  caller: Caller | { headers: { authorization: string } },
  headers: Record<string, string> = {},
  body?: string,
) {
  return fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...caller.headers, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

/** Passes connections on and cuts the one during which the total of uploaded bytes passes each mark. */
async function cuttingProxy(target: string, marks: number[]) {
  let total = 0
  const open = new Set<Socket>()
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    client.on('data', (data: Buffer) => {
      total += data.length
      if (total < (marks[0] ?? Number.POSITIVE_INFINITY)) return void upstream.write(data)
      marks.shift()
      client.pause()
      // what was passed on arrives first
      setTimeout(() => {
        client.destroy()
        upstream.destroy()
      }, 100)
    })
    upstream.on('data', (data: Buffer) => client.write(data))
    upstream.on('end', () => client.end())
    client.on('end', () => upstream.end())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close() {
      for (const socket of open) socket.destroy()
      proxy.close()
    },
  }
}
