import type { Customer, Residency, ResidencyKind, ResidencyOutcome, ResidencyState, VerifiedBy } from '@sims/contracts'
import { maskName, maskPhone, type Secrets } from '#platform/privacy'
import { openPerson, type SealedPerson } from './vault.ts'

export interface ResidencyRow {
  id: string
  customerId: string
  premisesId: string
  communityId: string
  communityName: string
  premisesName: string
  kind: ResidencyKind
  movedInOn: string | null
  until: string | null
  verifiedAt: Date | string | null
  verifiedHow: VerifiedBy | null
  endedOn: string | null
  outcome: ResidencyOutcome | null
  note: string | null
}

/** Where a residency stands on a day; one whose last day is over has ended, whether or not that was written down. */
export function stateOf(
  row: Pick<ResidencyRow, 'verifiedAt' | 'endedOn' | 'outcome' | 'until'>,
  today: string,
): ResidencyState {
  if (row.outcome === 'refused') return 'refused'
  if (row.endedOn !== null || (row.until !== null && row.until < today)) return 'ended'
  return row.verifiedAt === null ? 'claimed' : 'verified'
}

/** How residencies and customers are shown. */
export interface View {
  today: string
  /** the reader's own record, or of their household: nothing is masked */
  clear: boolean
}
export interface CustomerRow extends SealedPerson {
  kind: 'person' | 'firm'
  verified: boolean
  openRequests: number
  residencies: ResidencyRow[]
}

/** A firm's name is public; a person's is masked. */
const shownName = (kind: CustomerRow['kind'], name: string, clear: boolean) =>
  clear || kind === 'firm' ? name : maskName(name)

export function presentResidency(
  row: ResidencyRow,
  kind: CustomerRow['kind'],
  name: string,
  { today, clear }: View,
  onRoll = false,
): Residency {
  return {
    id: row.id,
    customerId: row.customerId,
    customerName: shownName(kind, name, clear),
    premisesId: row.premisesId,
    communityName: row.communityName,
    premisesName: row.premisesName,
    communityId: row.communityId,
    kind: row.kind,
    state: stateOf(row, today),
    movedInOn: row.movedInOn,
    until: row.until,
    verifiedAt: row.verifiedAt && new Date(row.verifiedAt).toISOString(),
    verifiedHow: row.verifiedHow,
    endedOn: row.endedOn,
    outcome: row.outcome,
    note: row.note,
    onRoll,
  }
}

export function presentCustomer(secrets: Secrets, organizationId: string, row: CustomerRow, view: View): Customer {
  const { name, phone } = openPerson(secrets, organizationId, row)
  return {
    id: row.id,
    kind: row.kind,
    name: shownName(row.kind, name, view.clear),
    phone: phone && (view.clear ? phone : maskPhone(phone)),
    verified: row.verified,
    residencies: row.residencies.map((r) => presentResidency(r, row.kind, name, view)),
    openRequests: row.openRequests,
  }
}
