import { DomainError } from '#kernel'

/** Takes exact numbers of bytes from a stream. */
export class ByteReader {
  #source: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)
  #name: string

  constructor(source: AsyncIterable<Uint8Array>, name: string) {
    this.#source = source[Symbol.asyncIterator]()
    this.#name = name
  }

  /** @throws DomainError backup.damaged when the stream ends before */
  async take(count: number): Promise<Buffer> {
    const parts = [this.#held]
    let have = this.#held.length
    while (have < count) {
      const { done, value } = await this.#source.next()
      if (done) throw new DomainError('backup.damaged', { name: this.#name })
      parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      have += value.length
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts)
    this.#held = all.subarray(count)
    return all.subarray(0, count)
  }

  async atEnd(): Promise<boolean> {
    while (this.#held.length === 0) {
      const { done, value } = await this.#source.next()
      if (done) return true
      this.#held = Buffer.from(value)
    }
    return false
  }

  /** Lets go of a stream that is not read to its end. */
  async end(): Promise<void> {
    await this.#source.return?.()
  }
}
