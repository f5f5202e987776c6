import type { Customer, Residency, ResidencyKind } from '@sims/contracts'
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
  verifiedAt: Date | string | null
  endedOn: string | null
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
  clear: boolean,
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
    verifiedAt: row.verifiedAt && new Date(row.verifiedAt).toISOString(),
    endedOn: row.endedOn,
  }
}

/** @param clear the reader's own record */
export function presentCustomer(secrets: Secrets, organizationId: string, row: CustomerRow, clear: boolean): Customer {
  const { name, phone } = openPerson(secrets, organizationId, row)
  return {
    id: row.id,
    kind: row.kind,
    name: shownName(row.kind, name, clear),
    phone: phone && (clear ? phone : maskPhone(phone)),
    verified: row.verified,
    residencies: row.residencies.map((r) => presentResidency(r, row.kind, name, clear)),
    openRequests: row.openRequests,
  }
}
