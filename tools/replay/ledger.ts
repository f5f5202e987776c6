import type pg from 'pg'
import { canonicalBytes, commitment } from '../../apps/server/src/kernel/index.ts'

/** A timeline entry with what its record adds to the commitment, and the commitment that was published. */
export interface LedgerRow {
  organization_id: string
  record_id: string
  record_kind: string
  seq: number
  verb: string
  step: string | null
  from_state: string | null
  to_state: string | null
  phase: string
  actor_kind: string
  actor_id: string | null
  occurred_at: Date
  received_at: Date
  data: Record<string, unknown>
  salt: Buffer
  /** of a report and of a correction by a later import; null of other entries */
  content: { description: string; externalNumber?: string } | null
  /** the content was corrected since, and what it had been is not kept: nobody can make its commitment anew */
  outdated: boolean
  commitment: Buffer | null
}

/**
 * The commitment of an entry, made anew from what the database holds of it: SHA-256(0x02 ‖ salt ‖ canonical JSON) over
 * exactly these members. A report also covers the description, which stands in the request, and of imported history the
 * number in its source; a correction by a later import covers the new description.
 */
export function commitmentOf(row: LedgerRow): Buffer {
  const fact = {
    organization: row.organization_id,
    record: row.record_id,
    kind: row.record_kind,
    seq: row.seq,
    verb: row.verb,
    step: row.step,
    from: row.from_state,
    to: row.to_state,
    phase: row.phase,
    actorKind: row.actor_kind,
    actor: row.actor_id,
    occurredAt: row.occurred_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    data: row.data,
    content: row.content,
  }
  return commitment(canonicalBytes(fact), row.salt)
}

const page = `
  select t.*, l.commitment,
    case when t.record_kind = 'serviceRequest' and t.verb in ('report', 'importCorrected') then
      jsonb_build_object('description', r.description) || case when t.verb = 'report' and r.external_number is not null
        then jsonb_build_object('externalNumber', r.external_number) else '{}' end end as content,
    t.verb in ('report', 'importCorrected') and exists (select from timeline c
      where c.organization_id = t.organization_id and c.record_id = t.record_id and c.verb = 'importCorrected'
        and c.seq > t.seq) as outdated
  from timeline t
  left join ledger_pending l using (organization_id, record_id, seq)
  left join service_request r on r.organization_id = t.organization_id and r.id = t.record_id
  where (t.organization_id, t.record_id, t.seq) > ($1, $2, $3)
  order by t.organization_id, t.record_id, t.seq limit 2000`
const NIL = '00000000-0000-0000-0000-000000000000'

/** Makes every commitment of the database anew; answers how many there are and where one differs or is missing. */
export async function checkLedger(client: pg.Client): Promise<{ entries: number; wrong: string[] }> {
  const wrong: string[] = []
  let entries = 0
  let after: [string, string, number] = [NIL, NIL, 0]
  for (;;) {
    const { rows } = await client.query<LedgerRow>(page, after)
    for (const row of rows) {
      const right = row.commitment !== null && (row.outdated || row.commitment.equals(commitmentOf(row)))
      if (!right) wrong.push(`${row.record_kind} ${row.record_id} entry ${row.seq}`)
    }
    entries += rows.length
    const last = rows.at(-1)
    if (!last) return { entries, wrong }
    after = [last.organization_id, last.record_id, last.seq]
  }
}
