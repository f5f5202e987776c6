import { deflateSync } from 'node:zlib'
import { uploadsPath } from '@sims/contracts/web'
import sharp from 'sharp'
import { blackPng } from '../../apps/server/src/platform/files/pictures.fixture.ts'
import type { Case } from './expect.ts'
import type { RawCall } from './raw.ts'
import { unless } from './report.ts'
import type { Stage } from './stage.ts'

const MB = 1_048_576

/** Files that are not what they say, pictures that are too large, uploads that do not keep to the protocol. */
export async function badPictures(stage: Stage): Promise<Case[]> {
  const token = stage.technician.token
  const upload = (name: string, bytes: Uint8Array, headers: Record<string, string> = {}): RawCall => ({
    method: 'POST',
    path: uploadsPath,
    token,
    body: bytes,
    headers: {
      'content-type': 'application/offset+octet-stream',
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      ...headers,
    },
  })
  const jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#345' } })
    .jpeg()
    .toBuffer()
  const program = Buffer.concat([Buffer.from('MZ\x90\x00\x03', 'latin1'), Buffer.alloc(2000)])
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>')
  const polyglot = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(200, 32), Buffer.from('*/=1;alert(1)')])
  const notAllowed = { status: 422, code: 'files.typeNotAllowed' }
  const broken = { status: 422, code: 'files.pictureBroken' }
  const gigantic = { status: 413, code: 'files.pictureTooLarge' }
  return [
    { name: 'a picture is taken', call: upload('好.jpg', jpeg), status: 201 },
    { name: 'a program called .jpg', call: upload('a.jpg', program), ...notAllowed },
    {
      name: 'a page called .jpg',
      call: upload('a.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')),
      ...notAllowed,
    },
    { name: 'a drawing with a script called .png', call: upload('a.png', svg), ...notAllowed },
    { name: 'a picture that is also a script', call: upload('a.gif', polyglot), ...broken },
    {
      name: 'a document called .jpg',
      call: upload('a.jpg', Buffer.from('%PDF-1.7\n%âãÏÓ\n')),
      status: 422,
      code: 'files.typeMismatch',
    },
    { name: 'half a picture', call: upload('a.jpg', jpeg.subarray(0, jpeg.length >> 1)), ...broken },
    { name: '50,000 × 50,000 pixels', call: upload('a.png', blackPng(50_000, 50_000, 8)), ...gigantic },
    { name: '2,000,000,000 × 1 pixels', call: upload('a.png', blackPng(2_000_000_000, 1, 0)), status: [413, 422] },
    {
      name: 'rows that pack a thousand to one, a tenth of the pixels there',
      call: upload('a.png', blackPng(7000, 7000, 700)),
      ...broken,
    },
    { name: '49 megapixels, just below the limit', call: upload('a.png', blackPng(7000, 7000)), status: 201 },
    { name: 'no byte', call: upload('a.jpg', Buffer.alloc(0)), status: 422, code: 'files.empty' },
    {
      name: 'a length of 21 MB',
      call: upload('a.jpg', jpeg, { 'upload-length': String(21 * MB) }),
      status: 413,
      code: 'files.tooLarge',
    },
    { name: 'a length of 1e30', call: upload('a.jpg', jpeg, { 'upload-length': '1e30' }), status: [400, 413, 422] },
    { name: 'a length below none', call: upload('a.jpg', jpeg, { 'upload-length': '-1' }), status: [400, 413, 422] },
    {
      name: 'more bytes than were announced',
      call: upload('a.jpg', jpeg, { 'upload-length': '10' }),
      status: [400, 413, 422],
    },
    {
      name: 'another version of the protocol',
      call: upload('a.jpg', jpeg, { 'tus-resumable': '9.9.9' }),
      status: [400, 412],
    },
    { name: 'no sign-in', call: { ...upload('a.jpg', jpeg), token: '' }, status: 401 },
    {
      name: 'a name with ways up, NUL and half a line',
      call: upload('../../\u0000etc/\r\npasswd.jpg', jpeg),
      status: 201,
      also: async ({ body }) => {
        const { id } = body as { id: string }
        const { rows } = await stage.look((client) =>
          client.query<{ name: string }>('select name from file where id = $1', [id]),
        )
        const name = rows[0]?.name ?? ''
        return unless(name !== '' && !/[/\\\p{Cc}]/u.test(name), `it is kept under the name ${JSON.stringify(name)}`)
      },
    },
    {
      name: 'an archive that grows a thousandfold',
      call: upload('a.zip', deflateSync(Buffer.alloc(50 * MB))),
      ...notAllowed,
    },
  ]
}
