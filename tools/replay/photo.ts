import type { Problem, UploadedFile } from '@sims/contracts/web'
import { ApiError, uploadsPath } from '@sims/contracts/web'
import sharp from 'sharp'
import { choice } from './ids.ts'

/** A small picture that no other message has: a colour and a bar of its own. */
export async function drawPhoto(number: string): Promise<Buffer> {
  const shade = (name: string) => 40 + choice(`${number} ${name}`, 200)
  const colour = { r: shade('r'), g: shade('g'), b: shade('b') }
  const bar = {
    create: { width: 20 + choice(`${number} bar`, 260), height: 24, channels: 3, background: '#fff' },
  } as const
  return await sharp({ create: { width: 320, height: 240, channels: 3, background: colour } })
    .composite([{ input: bar, left: 0, top: choice(`${number} top`, 216) }])
    .jpeg({ quality: 80 })
    .toBuffer()
}

/**
 * Uploads a file by the tus protocol in one call (creation-with-upload) and answers its id.
 * @throws ApiError when the server refuses it
 */
export async function upload(url: string, token: string, name: string, bytes: Uint8Array): Promise<string> {
  const response = await fetch(url + uploadsPath, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new ApiError(answer as Problem)
  return (answer as UploadedFile).id
}
