import type { PremisesKind } from '@sims/contracts'
import type { Founded } from '../found.ts'

/** Premises with somebody who lives or works there now and may report for them. */
export interface Home {
  customerId: string
  /** null: cannot sign in */
  accountId: string | null
  placeId: string
  /** index of COMMUNITIES */
  community: number
  kind: PremisesKind | null
  fullName: string
}

/** Everybody's verified premises, parking spaces left out. */
export function homesOf({ communities, residencies, accounts }: Founded): Home[] {
  const places = new Map(
    communities.flatMap(({ places: all }, community) => all.map((place) => [place.id, { ...place, community }])),
  )
  const signIns = new Map(accounts.map((account) => [account.customerId, account.id]))
  return residencies.flatMap(({ customerId, premisesId, verifiedAt, endedOn }) => {
    const place = places.get(premisesId)
    if (!place || !verifiedAt || endedOn || place.premisesKind === 'parkingSpace') return []
    const { id: placeId, community, premisesKind: kind, fullName } = place
    return [{ customerId, accountId: signIns.get(customerId) ?? null, placeId, community, kind, fullName }]
  })
}
