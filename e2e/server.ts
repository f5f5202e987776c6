import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface RunningServer {
  url: string
  /** first passwords by account, as printed at the first start */
  passwords: Map<string, string>
  /** phones of residents who can sign in, in the order printed */
  phones: string[]
  stop(): Promise<void>
}

/** Starts the whole server as its own process on a fresh data folder, as somebody would who has just installed it. */
export async function startServer(flags: string[] = [], env: Record<string, string> = {}): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sims-journey-'))
  const port = await freePort()
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../apps/server/main.ts'), ...flags], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = await untilReady(child)
  return {
    url: `http://localhost:${port}`,
    passwords: new Map(
      [...printed.matchAll(/^ {2}([a-z]\S*) +(\S{10,}) /gm)].map(([, account, password]) => [
        account as string,
        password as string,
      ]),
    ),
    phones: [...printed.matchAll(/^ {2}(1\d{10}) /gm)].map(([, phone]) => phone as string),
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let printed = ''
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('SIMS is ready')) done(printed)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${printed}`)))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
