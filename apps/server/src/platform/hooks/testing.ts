import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver was sent with a signature that holds. */
export interface Received {
  id: string
  body: string
  event: { type: string; timestamp: string; data: Record<string, unknown> }
  signatures: number
}

export interface TestReceiver {
  url: string
  /** by which it checks; set after the hook was made */
  secret: string
  /** every call, in order, repetitions too */
  received: Received[]
  /** how many calls had no signature that holds */
  forged: number
  /** called for each that holds; what it gives is answered, 204 when nothing */
  answer: (one: Received) => { status?: number; body?: string; location?: string; afterMs?: number } | undefined
  clock: () => Date
  close(): Promise<void>
}

/**
 * Another system that is told of events, written by the page of the documentation: it shares no code with what it
 * tests, and takes nothing whose signature does not hold.
 */
export async function testReceiver(port = 0): Promise<TestReceiver> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const id = String(request.headers['webhook-id'])
    const timestamp = String(request.headers['webhook-timestamp'])
    const given = String(request.headers['webhook-signature']).split(' ')
    const key = Buffer.from(receiver.secret.replace(/^whsec_/, ''), 'base64')
    const right = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
    const fresh = Math.abs(receiver.clock().getTime() / 1000 - Number(timestamp)) < 300
    const holds = given.some((one) => {
      const own = Buffer.from(one.replace(/^v1,/, ''), 'base64')
      return own.length === right.length && timingSafeEqual(own, right)
    })
    if (!fresh || !holds) {
      receiver.forged++
      response.writeHead(401).end('signature')
      return
    }
    const one = { id, body, event: JSON.parse(body), signatures: given.length }
    receiver.received.push(one)
    const { status = 204, body: said = '', location, afterMs = 0 } = receiver.answer(one) ?? {}
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    response.writeHead(status, location ? { location } : {}).end(said)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    secret: '',
    received: [],
    forged: 0,
    answer: () => undefined,
    clock: () => new Date(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}
