import { createHash } from 'node:crypto'
import type { Piece } from './manifest.ts'

/** Passes bytes on, and once they are through writes their number and SHA-256 into `piece`. */
export async function* measured(piece: Piece, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  let size = 0
  for await (const chunk of source) {
    digest.update(chunk)
    size += chunk.length
    yield chunk
  }
  piece.size = size
  piece.sha256 = digest.digest('hex')
}

/** Reads a stream to its end and says whether it is the piece. */
export async function isPiece(expected: Piece, source: AsyncIterable<Uint8Array>): Promise<boolean> {
  const found: Piece = { name: expected.name, size: 0, sha256: '' }
  for await (const _ of measured(found, source));
  return found.size === expected.size && found.sha256 === expected.sha256
}
