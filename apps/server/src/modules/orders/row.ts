import type { UsedPart } from '@sims/contracts'
import type { RecordRow } from '#platform/process'

/** A work order as its own commands see it. */
export interface OrderRow extends RecordRow {
  number: number
  requestId: string | null
  placeId: string
  category: string
  categoryVersionId: string
  skill: string | null
  teamId: string | null
  assigneeId: string | null
  /** who passed it on to the assignee, who has not taken it yet */
  transferredFrom: string | null
  priority: number
  /** what it has used */
  parts: UsedPart[]
  /** when the assignee set out */
  departedAt: Date | null
  /** how often it went back to the pool because an assignee was silent */
  silences: number
  /** kinds of permits that somebody has declared it to need */
  permitKinds: string[] | null
  placeKind: string
  visitFrom: Date | null
  visitChanges: number
  nobodyHome: number
  badgeAt: Date | null
  /** why two go to its premises; null: nothing to mind */
  care: string[] | null
}

/** What orders read of their place, in a query on `o`. */
export const OF_PLACE = `(select l.kind from place l where l.organization_id = o.organization_id and l.id = o.place_id)
    as "placeKind",
  (select h.kinds from premises_care h where h.organization_id = o.organization_id and h.place_id = o.place_id) as care`

export const ORDER_COLUMNS = `o.id, o.number, o.request_id as "requestId", o.community_id as "communityId",
  o.place_id as "placeId", o.category, o.category_version_id as "categoryVersionId", o.skill, o.team_id as "teamId",
  o.assignee_id as "assigneeId", o.transferred_from as "transferredFrom", o.priority, o.parts, o.departed_at as "departedAt",
  o.silences, o.permit_kinds as "permitKinds", o.visit_from as "visitFrom", o.visit_changes as "visitChanges",
  o.nobody_home as "nobodyHome", o.badge_at as "badgeAt", ${OF_PLACE}, o.definition_id as "definitionId", o.state, o.phase, o.version, o.entries,
  o.created_at as "createdAt"`
