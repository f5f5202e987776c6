import type { ServerResponse } from 'node:http'
import type { Actor } from '#kernel'
import { type Change, mayHear } from './change.ts'

/** What may wait for a slow reader before it is dropped; it comes back and reads its pages anew. */
const LARGEST_BACKLOG = 64 * 1024
export const HEARTBEAT_MS = 25_000
export const RECHECK_MS = 60_000

export interface StreamOptions {
  response: ServerResponse
  actor: Actor
  /** the actor as of now; rejects when the session is over */
  recheck: () => Promise<Actor>
  heartbeatMs: number
  recheckMs: number
  closed: () => void
}

/** One browser's event stream. */
export class Stream {
  actor: Actor
  #response: ServerResponse
  #timers: NodeJS.Timeout[]
  #closed: () => void
  #open = true

  constructor({ response, actor, recheck, heartbeatMs, recheckMs, closed }: StreamOptions) {
    this.actor = actor
    this.#response = response
    this.#closed = closed
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    response.on('close', () => this.close())
    response.on('error', () => this.close())
    response.socket?.setNoDelay(true)
    this.#write('retry: 3000\n: open\n\n')
    this.#timers = [
      setInterval(() => this.#write(': \n\n'), heartbeatMs),
      setInterval(() => {
        recheck().then(
          (fresh) => {
            this.actor = fresh
          },
          () => this.close(),
        )
      }, recheckMs),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** Passes on what this reader may hear of: kind, id and version, nothing else. */
  send(changes: readonly Change[]): void {
    const text = changes
      .filter((change) => mayHear(this.actor, change))
      .map(({ recordKind, id, version }) => `data: ${JSON.stringify({ recordKind, id, version })}\n\n`)
      .join('')
    if (text) this.#write(text)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    for (const timer of this.#timers) clearInterval(timer)
    this.#response.end()
    this.#closed()
  }

  #write(text: string): void {
    if (!this.#open) return
    this.#response.write(text)
    if (this.#response.writableLength > LARGEST_BACKLOG) {
      this.#response.destroy()
      this.close()
    }
  }
}
