import { type ResidencyKind, type ResidencyOutcome, residencyKindNames } from '@sims/contracts'
import { todayIn } from '#kernel'
import type { OutboxEvent } from '#platform/command'
import { statement, type Tx, unnested } from '#platform/db'

/** An open residency, locked, with what its end means for the person. */
export interface OpenResidency {
  id: string
  customerId: string
  accountId: string | null
  premisesId: string
  premisesName: string
  communityId: string
  kind: ResidencyKind
  until: string | null
  verifiedAt: Date | null
  selfClaimed: boolean
  endedOn: string | null
  /** other premises that the person stays tied to */
  others: number
}

export const OPEN_RESIDENCY = `select r.id, r.customer_id as "customerId", a.id as "accountId", r.premises_id as "premisesId",
  p.full_name as "premisesName", p.community_id as "communityId", r.kind, r.until, r.verified_at as "verifiedAt",
  r.self_claimed as "selfClaimed", r.ended_on as "endedOn", (select count(*)::int from residency o where o.organization_id = $1
    and o.customer_id = r.customer_id and o.premises_id <> r.premises_id and o.ended_on is null) as others
  from residency r
  join place p on p.organization_id = r.organization_id and p.id = r.premises_id
  left join account a on a.organization_id = r.organization_id and a.customer_id = r.customer_id
  where r.organization_id = $1`

const close = statement(
  'residencies_close',
  `update residency r set ended_on = e.ended_on, ended_at = $2, outcome = e.outcome, note = coalesce(e.note, r.note)
   from unnest($3::uuid[], $4::date[], $5::text[], $6::text[]) e (id, ended_on, outcome, note)
   where r.organization_id = $1 and r.id = e.id and r.ended_on is null`,
)

const past = statement(
  'residency_close_past',
  `update residency set ended_on = until, ended_at = $5, outcome = 'expired' where organization_id = $1
   and customer_id = $2 and premises_id = $3 and ended_on is null and until < $4::date`,
)

/** Somebody comes back to premises whose last day is over and was not written down yet: that tie makes room. */
export function closePast(tx: Tx, customerId: string, premisesId: string, today: string, now: Date): void {
  tx.queue(past, [tx.organizationId, customerId, premisesId, today, now])
}

export interface Ending {
  row: OpenResidency
  /** the last day, or the day on which it ended */
  endedOn: string
  outcome: ResidencyOutcome
  note: string | null
}

/** Ends the sessions of accounts; identity's. */
export type EndSessions = (tx: Tx, accountIds: readonly string[], now: Date) => void

/**
 * Closes residencies: history stays, and whoever is left without any premises is signed out everywhere, so that no page
 * and no event stream goes on showing what they may not see any more. The caller holds the rows locked.
 */
export function closeResidencies(tx: Tx, endSessions: EndSessions, endings: readonly Ending[], now: Date): void {
  tx.queue(close, [
    tx.organizationId,
    now,
    ...unnested(
      endings,
      (e) => e.row.id,
      (e) => e.endedOn,
      (e) => e.outcome,
      (e) => e.note,
    ),
  ])
  const gaveAccess = (row: OpenResidency) => row.verifiedAt !== null || !row.selfClaimed
  const out = endings.flatMap(({ row }) =>
    row.accountId && row.others === 0 && gaveAccess(row) ? [row.accountId] : [],
  )
  if (out.length > 0) endSessions(tx, [...new Set(out)], now)
}

export const endingNow = (
  row: OpenResidency,
  zone: string,
  now: Date,
  more: Pick<Ending, 'outcome' | 'note'>,
): Ending => ({
  row,
  endedOn: todayIn(zone, now),
  ...more,
})

/** Tells people of their residency, in the app and by mail: which premises, as what, until when; why stands on their page. */
export function tellResidency(
  notice: 'residencyVerified' | 'residencyRefused' | 'residencyEnded' | 'residencyClaimed',
  row: Pick<OpenResidency, 'id' | 'premisesName' | 'communityId' | 'kind'> & { until?: string | null },
  accounts: readonly (string | null)[],
): OutboxEvent {
  return {
    name: `residencies.${notice}`,
    recordKind: 'residency',
    recordId: row.id,
    version: 1,
    seq: 0,
    communityId: row.communityId,
    notices: [
      {
        notice,
        to: 'accounts',
        accounts: accounts.filter((id) => id !== null),
        params: {
          occasion: row.id,
          home: row.premisesName,
          relation: residencyKindNames[row.kind],
          until: row.until ?? null,
        },
      },
    ],
  }
}
