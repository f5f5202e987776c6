import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A photograph as a phone makes it: noise that does not compress, an orientation, a device and a position. */
export function photo(width: number, height: number, orientation = 6): Promise<Buffer> {
  return sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Make: 'TestPhone', Software: 'secret-serial' }, IFD3: { GPSLatitude: '31/1 13/1 50/1' } })
    .withMetadata({ orientation })
    .toBuffer()
}

/** The same bytes every time. */
function noise(length: number): Buffer {
  const out = Buffer.alloc(length)
  let state = 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    out[i] = state >>> 24
  }
  return out
}

/** A real PNG, one bit a pixel and all black, which packs a thousand to one. */
export function blackPng(width: number, height: number, lines = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * lines)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/**
 * A HEIC as phones write it, as far as its container goes: an AVIF whose item and decoder configuration say HEVC. The
 * decoder that sharp brings does not know that codec.
 */
export async function heic(width: number, height: number): Promise<Buffer> {
  const avif = await sharp({ create: { width, height, channels: 3, background: '#888' } })
    .avif()
    .toBuffer()
  const at = (tag: string) => avif.indexOf(tag, 0, 'latin1')
  const grown = 31 - avif.readUInt32BE(at('av1C') - 4)
  for (const parent of ['ipco', 'iprp', 'meta']) grow(avif, at(parent) - 4, grown)
  for (let i = at('iloc'); ; i++) {
    if (avif.readUInt32BE(i) !== at('mdat') + 4) continue
    grow(avif, i, grown)
    break
  }
  const configuration = Buffer.alloc(31)
  configuration.writeUInt32BE(31, 0)
  configuration.write('hvcC\x01', 4, 'latin1')
  const end = at('av1C') - 4 + avif.readUInt32BE(at('av1C') - 4)
  const whole = Buffer.concat([avif.subarray(0, at('av1C') - 4), configuration, avif.subarray(end)])
  return Buffer.from(whole.toString('latin1').replace('ftypavif', 'ftypheic').replace('av01', 'hvc1'), 'latin1')
}

function grow(bytes: Buffer, at: number, by: number): void {
  bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at)
}
