import type { CommandScope } from '#platform/command'
import { jsonb } from '#platform/db'
import type { Columns, StepTaken } from '#platform/process'
import type { OrderRow } from './row.ts'
import { entryColumns, visitColumns } from './visits.ts'

/** Verbs by which an order is taken: whoever takes it has nothing to decline any more. */
const TAKES: readonly string[] = ['take', 'depart']

/** What the step's effects set on the order itself. */
export function applyEffects(
  { actor, now }: CommandScope,
  row: OrderRow,
  taken: StepTaken,
): { assigneeId: string | null; columns: Columns } {
  let { assigneeId } = row
  let sender: string | null = null
  const more: Record<string, Columns[string]> = {}
  for (const { name, params } of taken.effects) {
    if (name === 'assignActor') assigneeId = actor.staffId
    if (name === 'assignFromForm') assigneeId = String(taken.values[String(params.field)])
    if (name === 'keepSender') sender = row.assigneeId
    if (name === 'assignSender') assigneeId = row.transferredFrom
    if (name === 'unassign') assigneeId = null
    if (name === 'keepForm') more.result = { type: 'jsonb', value: jsonb(taken.values) }
    if (name === 'keepDeparture') more.departed_at = { type: 'timestamptz', value: new Date(taken.at) }
    if (name === 'keepVisit') Object.assign(more, visitColumns(row, taken, now))
    if (name === 'keepEntry') Object.assign(more, entryColumns(row, taken))
    if (name === 'countNobodyHome') more.nobody_home = { type: 'int2', value: row.nobodyHome + 1 }
    if (name === 'keepParts') more.parts = { type: 'jsonb', value: jsonb(taken.values.parts) }
    if (name === 'countSilence') more.silences = { type: 'int2', value: row.silences + 1 }
  }
  const changed = assigneeId !== row.assigneeId
  const handed = TAKES.includes(taken.verb) || changed
  return {
    assigneeId,
    columns: {
      ...(changed ? { assignee_id: { type: 'uuid', value: assigneeId } } : {}),
      ...(handed && sender !== row.transferredFrom ? { transferred_from: { type: 'uuid', value: sender } } : {}),
      // another person sets out anew
      ...(changed && row.departedAt !== null ? { departed_at: { type: 'timestamptz', value: null } } : {}),
      ...more,
    },
  }
}

/** Who had the order before, when it has just changed hands: they must hear of it too. */
export const handedOver = (row: OrderRow, assigneeId: string | null): Record<string, string | null> =>
  row.assigneeId === assigneeId ? {} : { previousAssigneeId: row.assigneeId }
