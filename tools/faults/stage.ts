import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { openDatabase } from '../replay/database.ts'
import { readLogins } from '../replay/logins.ts'
import { type Person, type Resident, signInResident, signInStaff } from '../replay/people.ts'
import { postgresPids, type RunningServer, startServer } from '../replay/server.ts'

/** A server of our own with the demo company, and the people who act on it. Their sessions outlive its restarts. */
export interface Stage {
  server: RunningServer
  dataDir: string
  url: string
  residents: Resident[]
  agent: Person
  dispatcher: Person
  technician: Person
  /** of the first community only */
  manager: Person
  sysadmin: Person
  executive: Person
  /** a place of the first resident */
  homeId: string
  /** starts the server again on the same data and port; answers the milliseconds until it was ready */
  restart(): Promise<number>
  /** a look into the database as its owner */
  look<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  /** kill -9 of all its PostgreSQL processes; how many */
  killPostgres(): number
  /** a new technician, of one community or of all, signed in */
  hire(communityId: string | null): Promise<Person>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sims-faults-'))
  const server = await startServer(dataDir)
  const { url } = server
  const { passwords, phones } = readLogins(server.printed)
  const staff = (account: string) => signInStaff(url, account, passwords.get(account) as string)
  const residents: Resident[] = []
  for (const phone of phones) {
    const resident = await signInResident(url, phone)
    if (resident.places.premises.length > 0) residents.push(resident)
  }
  let hired = 0
  const stage: Stage = {
    server,
    dataDir,
    url,
    residents,
    agent: await staff('agent'),
    dispatcher: await staff('dispatcher'),
    technician: await staff('technician'),
    manager: await staff('manager'),
    sysadmin: await staff('sysadmin'),
    executive: await staff('executive'),
    homeId: residents[0]?.places.premises[0]?.id ?? '',
    restart: async () => {
      stage.server = await startServer(dataDir, stage.server.port)
      return stage.server.startMs
    },
    look: async (work) => {
      const { client, close } = await openDatabase({ dataDir })
      try {
        return await work(client)
      } finally {
        await close()
      }
    },
    killPostgres: () => {
      const pids = postgresPids(dataDir, processes())
      for (const pid of pids) kill(pid)
      return pids.length
    },
    hire: async (communityId) => {
      const n = ++hired
      const { account, password } = await stage.sysadmin.api('createStaff', {
        body: {
          id: newId(),
          employeeNumber: `F${n}`,
          name: `技师${n}`,
          account: `hired${n}`,
          grants: [{ role: 'technician', communityId }],
          skills: ['plumbing', 'general'],
        },
      })
      return await signInStaff(url, account, password)
    },
    close: async () => {
      await stage.server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return stage
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended before its turn came
  }
}

/** All processes of the machine with their parents. */
function processes(): { pid: number; parent: number }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // state and parent follow the command, which may itself hold blanks and brackets
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }]
    } catch {
      return []
    }
  })
}

/** Resident memory of a process in MB: now, and at its highest. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024)
  return { now: mb('VmRSS'), peak: mb('VmHWM') }
}
