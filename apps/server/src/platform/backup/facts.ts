import type pg from 'pg'
import type { Manifest } from './manifest.ts'

export type Facts = Pick<Manifest, 'migrations' | 'ledger' | 'counts'>

/** Tables whose rows tell people what is in a backup. */
const COUNTED = ['organization', 'service_request', 'work_order', 'customer', 'file', 'timeline']

/** What the database says of itself, as its owner; the ledger is only ever added to. */
export async function readFacts(client: pg.Client): Promise<Facts> {
  const ask = async <Row>(sql: string) => (await client.query(sql)).rows as Row[]
  await client.query('begin isolation level repeatable read read only')
  try {
    const migrations = await ask<{ name: string }>('select name from sims.migration order by applied_at, name')
    const [ledger] = await ask<{ count: number }>('select count(*)::int as count from sims.ledger_pending')
    const [last] = await ask<{ last: string }>(
      `select encode(commitment, 'hex') as last from sims.ledger_pending
       order by committed_at desc, organization_id desc, record_id desc, seq desc limit 1`,
    )
    const [counts] = await ask<Record<string, number>>(
      `select ${COUNTED.map((table) => `(select count(*)::int from sims.${table}) as ${table}`).join(', ')}`,
    )
    return {
      migrations: migrations.map(({ name }) => name),
      ledger: { count: ledger?.count ?? 0, last: last?.last ?? null },
      counts: counts ?? {},
    }
  } finally {
    await client.query('rollback')
  }
}

/** True when the database holds at least the commitments of which `ledger` tells, its latest among them. */
export async function holdsLedger(client: pg.Client, ledger: Manifest['ledger']): Promise<boolean> {
  const { rows } = await client.query<{ whole: boolean }>(
    `select (select count(*) from sims.ledger_pending) >= $1 and ($2::text is null or exists (
       select from sims.ledger_pending where commitment = decode($2, 'hex'))) as whole`,
    [ledger.count, ledger.last],
  )
  return rows[0]?.whole === true
}
