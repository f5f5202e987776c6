/** For embedded.test.ts: starts the server of the folder argv[2], prints a line of JSON, and waits to be killed. */
import { startEmbedded } from './embedded.ts'

const [, , dataDir = '', settings = '{}'] = process.argv
const server = await startEmbedded({
  dataDir,
  superuserPassword: 'test',
  settings: JSON.parse(settings),
  log: (line) => console.error(line),
})
console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted, superuser: server.superuser }))
const alive = setInterval(() => undefined, 60_000)
process.on('SIGTERM', async () => {
  await server.stop()
  clearInterval(alive)
})
