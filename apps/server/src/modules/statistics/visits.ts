import { RECORD_KINDS } from '@sims/contracts'
import type { OutboxEvent } from '#platform/command'
import { statement, type Tx, unnested } from '#platform/db'
import type { EventHandler } from '#platform/jobs'

/** The records behind some timeline entries, with the process that they follow. */
const OF_RECORD = `select r.id, r.kind as process, r.community_id from service_request r
     where r.organization_id = $1 and r.id = any($2)
   union all select o.id, 'workOrder', o.community_id from work_order o
     where o.organization_id = $1 and o.id = any($2)`

/** The entry by which a record came to where it stood before another entry. */
const CAME = `select p.to_state, p.occurred_at from timeline p
     where p.organization_id = $1 and p.record_id = t.record_id and p.seq < t.seq
       and p.to_state is not null and p.from_state is distinct from p.to_state
     order by p.seq desc limit 1`

const ENTRIES = `unnest($2::uuid[], $3::int[]) e (record_id, seq)
   join timeline t on t.organization_id = $1 and t.record_id = e.record_id and t.seq = e.seq
   join (${OF_RECORD}) r on r.id = t.record_id
   cross join lateral (${CAME}) came`

const visited = statement(
  'visits_write',
  `insert into state_visit (organization_id, record_id, seq, process, community_id, state, entered_at, left_at)
   select $1, t.record_id, t.seq, r.process, r.community_id, came.to_state, came.occurred_at,
     greatest(t.occurred_at, came.occurred_at)
   from ${ENTRIES}
   where t.from_state is not null and t.to_state <> t.from_state
   on conflict do nothing`,
)

const breached = statement(
  'breaches_write',
  `insert into clock_breach (organization_id, record_id, seq, process, community_id, state, clock, breached_at)
   select $1, t.record_id, t.seq, r.process, r.community_id, came.to_state, t.data->>'clock', t.occurred_at
   from ${ENTRIES}
   where t.verb = 'clockBreached'
   on conflict do nothing`,
)

/** The relay's handler that adds up what processes do, from the timeline entries behind the events. */
export const processVisits: EventHandler = {
  name: 'processVisits',
  on: ['serviceRequest.*', 'workOrder.*', 'clocks.breached'],
  run: async (tx: Tx, events: readonly OutboxEvent[]) => {
    const some = events.filter(({ recordKind }) => (RECORD_KINDS as readonly string[]).includes(recordKind))
    if (some.length === 0) return
    const entries = unnested(
      some,
      (event) => event.recordId,
      (event) => event.seq,
    )
    for (const write of [visited, breached]) tx.queue(write, [tx.organizationId, ...entries])
  },
}
