import type { Login, SetupDeps } from '#modules/setup'
import type { Files } from '#platform/files'
import type { Log } from '#platform/jobs'
import type { Secrets } from '#platform/privacy'
import { foundDemo } from './found.ts'
import { HISTORY_MS } from './history/plan.ts'
import { playHistory } from './history/play.ts'
import { layMessages } from './messages.ts'
import type { DemoResident } from './people.ts'

export interface DemoLoaded {
  organizationId: string
  /** one per main role, to be printed once */
  logins: Login[]
  /** everybody else who works there */
  otherLogins: Login[]
  /** who can sign in by phone and a code that is shown on the screen: an owner, a lessee, one who waits */
  residents: DemoResident[]
}

export interface DemoDeps extends SetupDeps {
  secrets: Secrets
  /** opens the file store under a clock, because the pictures were taken in the past too */
  filesAt: (now: () => Date) => Promise<Files>
  log: Log
}

/**
 * Fills an empty installation with an invented company and a month of its work. The events of that month wait in the
 * outbox: whoever starts the relay decides what still follows from them.
 * @returns undefined when the installation has a company already
 */
export async function loadDemo(deps: DemoDeps, now: Date): Promise<DemoLoaded | undefined> {
  const founded = await foundDemo(deps, new Date(now.getTime() - HISTORY_MS), now)
  if (!founded) return undefined
  await playHistory(deps, founded, now)
  await deps.db.transaction(founded.organizationId, layMessages)
  const { organizationId, logins, otherLogins, residents } = founded
  return { organizationId, logins, otherLogins, residents }
}
