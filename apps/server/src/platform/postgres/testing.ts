import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SuperuserConnection, startEmbedded } from './embedded.ts'

const FILE = 'connection.json'

/** How tests reach their cluster: as its superuser, and the application through a pooler, when one stands before it. */
export interface TestConnection extends SuperuserConnection {
  pooler?: { host: string; port: number }
}

export interface TestCluster {
  /** folder to hand to test processes as SIMS_TEST_CLUSTER */
  folder: string
  superuser: SuperuserConnection
  /** stops the server and deletes its data; also happens when this process ends, however it ends */
  stop: () => Promise<void>
}

let own: Promise<TestCluster> | undefined

/**
 * Superuser settings of the cluster for tests: the one that the test run shares when SIMS_TEST_CLUSTER names its
 * folder, else one of this process alone, started at the first call and gone when the process ends.
 */
export async function testCluster(): Promise<TestConnection> {
  const shared = process.env.SIMS_TEST_CLUSTER
  if (shared) return JSON.parse(readFileSync(join(shared, FILE), 'utf8'))
  own ??= startTestCluster()
  return (await own).superuser
}

/** Starts an empty, fast, not durable cluster in a temporary folder, for a whole test run or one process. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'sims-test-'))
  const server = await startEmbedded({
    dataDir: folder,
    superuserPassword: randomBytes(16).toString('hex'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    log: () => undefined,
  })
  writeFileSync(join(folder, FILE), JSON.stringify(server.superuser), { mode: 0o600 })
  const dismiss = watch(server.pid, folder)
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    dismiss()
  }
  return { folder, superuser: server.superuser, stop }
}

/**
 * A shell that waits for the end of its input, which comes when this process ends, even by kill -9; then it stops the
 * server and deletes the folder. Where there is no such shell, the end of the process does it.
 */
function watch(pid: number, folder: string): () => void {
  if (process.platform === 'win32') {
    process.once('exit', () => process.kill(pid))
    return () => undefined
  }
  const script =
    'read -r answer; [ "$answer" = stopped ] && exit; ' +
    'kill -QUIT "$0"; n=0; while [ -e "$1/postgres/postmaster.pid" ] && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done; rm -rf "$1"'
  const shell = spawn('/bin/sh', ['-c', script, String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  const input = shell.stdin as typeof shell.stdin & { unref: () => void }
  input.unref()
  input.on('error', () => undefined)
  return () => input.end('stopped\n')
}
