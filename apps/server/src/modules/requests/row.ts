import type { PriceState } from '@sims/contracts'
import type { KeptFor } from '#platform/access'
import type { RecordRow } from '#platform/process'

/** A request as its own commands see it. */
export interface RequestRow extends RecordRow {
  number: number
  kind: string
  category: string
  categoryVersionId: string
  placeId: string
  customerId: string
  urgency: number | null
  impact: number | null
  privatePart: boolean | null
  inWarranty: boolean | null
  /** the criterion by which triage found a major problem */
  major: string | null
  /** null: free of charge, or not yet known */
  priceState: PriceState | null
  /** the last quote and what it comes to, in fen */
  quoteId: string | null
  quoteAmount: number | null
  priority: number
  /** how often it was opened again */
  reopened: number
  firstContactOwnerId: string | null
  /** members of staff whom a complaint is about */
  hiddenFrom: string[] | null
  /** who may know of a complaint whose person nobody has named yet, or which is about a manager */
  keptFor: KeptFor | null
  /** others go on in it, and what their customers have been answered */
  joined: boolean
  joinedAnswer: string | null
  /** when it was received on whatever channel: from here the customer waits */
  occurredAt: Date
  settledAt: Date | null
}

export const REQUEST_COLUMNS = `r.id, r.number, r.kind, r.category, r.category_version_id as "categoryVersionId",
  r.community_id as "communityId", r.place_id as "placeId", r.customer_id as "customerId", r.urgency, r.impact,
  r.private_part as "privatePart", r.in_warranty as "inWarranty", r.major,
  r.price_state as "priceState", r.quote_id as "quoteId", r.quote_amount as "quoteAmount",
  r.priority, r.reopened, r.first_contact_owner_id as "firstContactOwnerId",
  r.hidden_from as "hiddenFrom", r.kept_for as "keptFor",
  exists (select from service_request m where m.organization_id = r.organization_id and m.merged_into = r.id) as joined,
  r.joined_answer as "joinedAnswer", r.definition_id as "definitionId", r.state, r.phase,
  r.version, r.entries, r.occurred_at as "occurredAt", r.settled_at as "settledAt", r.created_at as "createdAt"`
