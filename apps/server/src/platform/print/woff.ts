import { inflateSync } from 'node:zlib'

const HEADER = 44
const ENTRY = 20
const SFNT_HEADER = 12
const SFNT_ENTRY = 16

/**
 * Unpacks a WOFF file to the OpenType file in it (W3C WOFF File Format 1.0). The library that reads fonts would unpack
 * the whole table of outlines again for each glyph, which makes a page take half a minute.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const sfnt = Buffer.alloc(woff.readUInt32BE(16))
  woff.copy(sfnt, 0, 4, 8)
  sfnt.writeUInt16BE(count, 4)
  // for a binary search among the tables
  const power = Math.floor(Math.log2(count))
  sfnt.writeUInt16BE(2 ** power * 16, 6)
  sfnt.writeUInt16BE(power, 8)
  sfnt.writeUInt16BE((count - 2 ** power) * 16, 10)
  let at = SFNT_HEADER + count * SFNT_ENTRY
  for (let i = 0; i < count; i++) {
    const entry = HEADER + i * ENTRY
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field)) as [
      number,
      number,
      number,
    ]
    const table = woff.subarray(offset, offset + packed)
    const unpacked = packed < length ? inflateSync(table) : table
    unpacked.copy(sfnt, at)
    const written = SFNT_HEADER + i * SFNT_ENTRY
    woff.copy(sfnt, written, entry, entry + 4)
    woff.copy(sfnt, written + 4, entry + 16, entry + 20)
    sfnt.writeUInt32BE(at, written + 8)
    sfnt.writeUInt32BE(length, written + 12)
    // tables begin at multiples of four bytes
    at += Math.ceil(length / 4) * 4
  }
  return sfnt
}
