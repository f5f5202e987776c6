import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the gateway of a test was sent, with right signature. */
export interface Received {
  id: string
  channel: string
  to: string
  template: string
  params: Record<string, string>
  text: string
  locale: string
  receipts: string | null
}

export interface TestGateway {
  url: string
  keyId: string
  key: string
  /** every message with a right signature, in order, repetitions too */
  received: Received[]
  /** messages whose id has not come before: what a phone would show */
  delivered: Received[]
  /** answers with this status and body until set otherwise; `accepted` when absent */
  answer: (message: Received) => { status?: number; body?: unknown; location?: string; afterMs?: number } | undefined
  /** by which it judges timestamps: the machine's, unless a test lives at another time */
  clock: () => Date
  close(): Promise<void>
}

/**
 * A gateway as somebody else would write it by the operator's page of the documentation: a server of its own that
 * shares no code with what it tests, checks each signature and drops what it had before.
 */
export async function testGateway({ key = 'k'.repeat(40), port = 0 } = {}): Promise<TestGateway> {
  const nonces = new Set<string>()
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const [timestamp, nonce, given] = ['sims-timestamp', 'sims-nonce', 'sims-signature'].map((name) =>
      String(request.headers[name]),
    ) as [string, string, string]
    const right = createHmac('sha256', key).update(`${timestamp}\n${nonce}\n${body}`).digest()
    const fresh = Math.abs(gateway.clock().getTime() / 1000 - Number(timestamp)) < 300 && !nonces.has(nonce)
    const own = Buffer.from(given, 'hex')
    if (
      request.headers['sims-key-id'] !== gateway.keyId ||
      !fresh ||
      own.length !== 32 ||
      !timingSafeEqual(own, right)
    ) {
      response.writeHead(401).end()
      return
    }
    nonces.add(nonce)
    const message = JSON.parse(body) as Received
    const { status = 200, body: said = { outcome: 'accepted' }, location, afterMs = 0 } = gateway.answer(message) ?? {}
    gateway.received.push(message)
    const taken = status === 200 && (said as { outcome?: string }).outcome === 'accepted'
    if (taken && !gateway.delivered.some(({ id }) => id === message.id)) gateway.delivered.push(message)
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    response.writeHead(status, location ? { location } : {}).end(typeof said === 'string' ? said : JSON.stringify(said))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const gateway: TestGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    keyId: 'sims-test',
    key,
    received: [],
    delivered: [],
    answer: () => undefined,
    clock: () => new Date(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return gateway
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
