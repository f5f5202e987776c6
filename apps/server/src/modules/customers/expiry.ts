import { systemActor, todayIn } from '#kernel'
import { audit, writeOutbox } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { createLoop, type Log, type Loop, organizationsOf } from '#platform/jobs'
import { closeResidencies, type EndSessions, OPEN_RESIDENCY, type OpenResidency, tellResidency } from './ending.ts'
import { closeExpiredProxies, type EndActing } from './proxies.ts'

const zoneOf = statement('expiry_zone', 'select time_zone as zone from organization where organization_id = $1')
const due = statement(
  'residencies_expired',
  `${OPEN_RESIDENCY} and r.ended_on is null and r.until < $2::date order by r.id limit 200 for update of r skip locked`,
)

export interface ExpiryOptions {
  db: Db
  endSessions: EndSessions
  endActing: EndActing
}

/**
 * Closes the residencies and authorities whose last day is over, tells the people and ends the sessions of those who are left without
 * premises. Access has been closed since midnight by the predicate; this is for the record and for pages left open.
 * Any number of workers may run at once. Answers how many were closed.
 */
export async function closeExpired({ db, ...ends }: ExpiryOptions, now: Date): Promise<number> {
  let closed = 0
  for (const organizationId of await organizationsOf(db))
    closed += await db.transaction(organizationId, (tx) => closeIn(tx, ends, now))
  return closed
}

async function closeIn(tx: Tx, { endSessions, endActing }: Omit<ExpiryOptions, 'db'>, now: Date): Promise<number> {
  const [organization] = await tx.query<{ zone: string }>(zoneOf, [tx.organizationId])
  const zone = organization?.zone ?? 'Asia/Shanghai'
  const today = todayIn(zone, now)
  const rows = await tx.query<OpenResidency>(due, [tx.organizationId, today])
  const proxies = await closeExpiredProxies(tx, endActing, today, now)
  if (rows.length + proxies.count === 0) return 0
  const endings = rows.map((row) => ({ row, endedOn: row.until as string, outcome: 'expired' as const, note: null }))
  if (rows.length > 0) closeResidencies(tx, endSessions, endings, now)
  audit(tx, systemActor(tx.organizationId, zone), { requestId: 'expiry', ip: '', userAgent: '' }, now, {
    action: 'residencies.expire',
    outcome: 'success',
    objectKind: 'residency',
    objectIds: rows.map((row) => row.id),
  })
  const ended = rows.map((row) => tellResidency('residencyEnded', row, [row.accountId]))
  writeOutbox(tx, now, [...ended, ...proxies.events])
  return rows.length + proxies.count
}

/** The same again and again, for the jobs role: looks every half minute. */
export function createExpiry(options: ExpiryOptions & { log: Log; now: () => Date }): Loop {
  const step = async () => (await closeExpired(options, options.now())) > 0
  return createLoop({ name: 'expired residencies', step, idle: { from: 30_000, to: 30_000 }, log: options.log })
}
