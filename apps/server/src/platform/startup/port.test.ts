import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { checkPort } from './port.ts'
import { StartupError } from './startup-error.ts'

test('a busy port is refused with its number and another one, a free port is not', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  for (const host of [undefined, '127.0.0.1']) {
    await assert.rejects(checkPort(port, host), (error: StartupError) => {
      assert.equal(error.code, 'startup.portBusy')
      for (const text of [error.zh, error.en]) assert.ok(text.includes(`${port}`) && text.includes(`PORT=${port + 1}`))
      return true
    })
  }
  server.close()
  await once(server, 'close')
  await checkPort(port)
  await checkPort(port, '127.0.0.1')
})

test('an address of another machine is refused', async () => {
  await assert.rejects(
    checkPort(3999, '192.0.2.1'),
    (error) => error instanceof StartupError && error.code === 'startup.hostUnknown',
  )
})
