import { DomainError, dayOf, type FieldFault, formatDay, isUuid } from '#kernel'
import { statement, type Tx } from '#platform/db'
import type { FieldDef, ProcessDefinition } from './definition.ts'
import type { StepTaken } from './record.ts'

// of a person, the roles with the community that they hold in, null for all
const known = statement(
  'form_references',
  `select 'person' as type, s.id, coalesce((select jsonb_agg(jsonb_build_array(g.role, g.community_id))
     from role_grant g where g.organization_id = $1 and g.staff_id = s.id), '[]') as roles
   from staff s where s.organization_id = $1 and s.id = any($2) and (s.left_on is null or s.left_on > $3::date)
   union all select 'team', id, '[]' from team where organization_id = $1 and id = any($2)
   union all select 'place', id, '[]' from place where organization_id = $1 and id = any($2)`,
)
interface Known {
  type: string
  id: string
  roles: [role: string, communityId: string | null][]
}
/** The people, teams and places that a form may mean. */
export type References = readonly Known[]
const TYPES = ['person', 'team', 'place']

/** Reads what the ids of a form's input stand for; part of a command's load, before its form is known. */
export async function loadReferences(
  tx: Tx,
  input: Readonly<Record<string, unknown>>,
  { now, zone }: { now: Date; zone: string },
): Promise<References> {
  const ids = Object.values(input).filter((value) => typeof value === 'string' && isUuid(value))
  if (ids.length === 0) return []
  return await tx.query<Known>(known, [tx.organizationId, ids, formatDay(dayOf(now.getTime(), zone))])
}

/**
 * Looks whether the people, teams and places that a step's form names are there; the pure form can only tell that they
 * are ids. A person who has left is not there any more, and one without a fitting role in the record's community is not
 * the right one.
 * @param references of the same input, from {@link loadReferences}
 * @throws DomainError `process.formInvalid` with `fields.unknownReference` or `fields.wrongPerson` at each
 */
export function checkReferences(
  references: References,
  definition: ProcessDefinition,
  { step, values }: Pick<StepTaken, 'step' | 'values'>,
  communityId: string,
): void {
  const form = definition.steps.find(({ key }) => key === step)?.form ?? []
  const fields = form.flatMap((field): FieldFault[] => {
    const value = values[field.key]
    if (!TYPES.includes(field.type) || value === undefined) return []
    const found = references.find((row) => row.type === field.type && row.id === value)
    const code = faultOf(field, found, communityId)
    return code ? [{ path: `input.${field.key}`, code }] : []
  })
  if (fields.length > 0) throw new DomainError('process.formInvalid', { step }, fields)
}

function faultOf({ type, params }: FieldDef, found: Known | undefined, communityId: string): string | undefined {
  if (!found) return 'fields.unknownReference'
  if (type !== 'person') return undefined
  const held = found.roles.flatMap(([role, at]) => (at === null || at === communityId ? [role] : []))
  const wanted: readonly string[] = params?.roles ?? held
  return held.some((role) => wanted.includes(role)) ? undefined : 'fields.wrongPerson'
}
