import { Readable } from 'node:stream'

/** The answer of an operation that produces a file: sent piece by piece as it is made, never whole in memory. */
export const inPieces = (pieces: AsyncIterable<Uint8Array>): never =>
  Readable.from(pieces, { objectMode: false }) as never
