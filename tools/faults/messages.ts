import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { type TestGateway, testGateway } from '../../apps/server/src/platform/gateway/testing.ts'
import type { CrashOptions } from './crashes.ts'
import { hitsInside, killAndLook, killed, numberOf, silent, until } from './kill.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

/** reports of one round, each told to the customer by one text message */
const REPORTS = 30
/** how long the gateway takes for each, so that some are under way whenever a kill comes */
const ANSWER_MS = 40
/** in which all of a round have left, ten at a time */
const SPAN_MS = 150

/**
 * kill -9 while text messages leave, with a gateway that refuses every third at first: every customer is told, and the
 * gateway, which drops what it has had, hands on each message once. Pauses and leases are let run out by hand, since
 * nobody waits five minutes for them.
 */
export async function killMessages(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 while ${REPORTS} text messages leave, ${rounds} times`)
  const gateway = await testGateway()
  try {
    const body = { url: gateway.url, keyId: gateway.keyId, key: gateway.key }
    await stage.sysadmin.api('setGateway', { params: { channel: 'sms' }, body })
    await stage.sysadmin.api('setMessageDefaults', { body: { quietHours: null, dailyCap: null } })
    const topics = [{ topic: 'progress' as const, channels: ['sms' as const] }]
    for (const { api } of stage.residents)
      await api('changeMyMessages', { body: { topics, quiet: { mode: 'none', hours: null } } })
    let inside = 0
    let repeated = 0
    for (let round = 1; round <= rounds; round++) {
      const withPostgres = dice.chance(0.3)
      const begun = gateway.received.length
      let asked = 0
      gateway.answer = () => ({ afterMs: ANSWER_MS, ...(++asked % 3 === 0 ? { status: 503 } : {}) })
      const ids = await reports(stage, round)
      await until('the first message', async () => (gateway.received.length > begun ? true : undefined), 5)
      const moment = Math.round(dice.next() * SPAN_MS)
      await sleep(moment)
      const { found } = await killAndLook(stage, withPostgres, underWay)
      if (found > 0) inside += 1
      gateway.answer = () => undefined
      await stage.look((client) =>
        until('the messages', async () => {
          await client.query('update delivery set next_at = now() where next_at > now()')
          return (await left(client)) === 0 ? true : undefined
        }),
      )
      const faults = await stage.look((client) => untold(client, ids, gateway))
      const sent = gateway.received.slice(begun)
      repeated += sent.length - new Set(sent.map(({ id }) => id)).size
      report.check(
        `round ${round}, ${killed(withPostgres)} ${moment} ms after the first: everybody told once`,
        [...faults, ...silent(stage)],
        `${found} under way at the kill, ${sent.length} attempts for ${ids.length} messages`,
      )
    }
    hitsInside(report, 'the sending', inside, rounds)
    report.check('what came again was dropped by its id', [], `${repeated} repetitions`)
  } finally {
    await gateway.close()
  }
}

/** Taken down by the desk: whoever reports something alone is not told that it has come. */
async function reports({ agent, residents, homeId }: Stage, round: number): Promise<string[]> {
  const [resident] = residents as [Stage['residents'][number]]
  const { customerId } = (await resident.api('whoAmI')) as { customerId: string }
  const base = { category: 'waterLeak', placeId: homeId, channel: 'phone' as const, customerId }
  return await Promise.all(
    Array.from({ length: REPORTS }, async (_, n) => {
      const { id } = await agent.api('createRequest', {
        body: { ...base, id: newId(), description: `第${round}-${n}号 水管漏水` },
      })
      return id
    }),
  )
}

/** Messages that were begun and whose outcome nobody has noted. */
const underWay = (client: pg.Client) =>
  numberOf(
    client,
    `select count(*) as n from delivery d join delivery_attempt a
       on a.organization_id = d.organization_id and a.delivery_id = d.id and a.attempt = d.attempts
     where d.state = 'waiting' and a.outcome is null`,
  )

/** What is still to be told or sent. */
const left = (client: pg.Client) =>
  numberOf(
    client,
    'select (select count(*) from outbox) + (select count(*) from delivery where next_at is not null) as n',
  )

/** Records of which the customer was not told exactly once, as the database and as the gateway see it. */
async function untold(client: pg.Client, ids: readonly string[], { delivered }: TestGateway): Promise<string[]> {
  const { rows } = await client.query<{ id: string; state: string }>(
    `select d.id, d.state from delivery d join notice n on n.organization_id = d.organization_id and n.id = d.notice_id
     where n.record_id = any($1) and n.kind = 'requestReceived' and d.channel = 'sms'`,
    [ids],
  )
  const got = rows.map((row) => delivered.filter((message) => message.id === row.id).length)
  return [
    ...unless(rows.length === ids.length, `${rows.length} messages for ${ids.length} reports`),
    ...unless(
      rows.every((row) => row.state === 'sent'),
      `states ${[...new Set(rows.map((row) => row.state))]}`,
    ),
    ...unless(
      got.every((times) => times === 1),
      `${got.filter((times) => times !== 1).length} messages did not arrive once`,
    ),
  ]
}
