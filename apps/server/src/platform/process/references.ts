import { DomainError, dayOf, type FieldFault, formatDay } from '#kernel'
import { statement, type Tx } from '#platform/db'
import type { FieldDef, ProcessDefinition } from './definition.ts'
import type { StepTaken } from './record.ts'

// of a person, the roles in the community
const known = statement(
  'form_references',
  `select 'person' as type, s.id, array(select g.role from role_grant g where g.organization_id = $1
     and g.staff_id = s.id and (g.community_id is null or g.community_id = $4)) as roles
   from staff s where s.organization_id = $1 and s.id = any($2) and (s.left_on is null or s.left_on > $3::date)
   union all select 'team', id, '{}' from team where organization_id = $1 and id = any($2)
   union all select 'place', id, '{}' from place where organization_id = $1 and id = any($2)`,
)
interface Known {
  type: string
  id: string
  roles: string[]
}
const TYPES = ['person', 'team', 'place']

/**
 * Looks whether the people, teams and places that a step's form names are there; the pure form can only tell that they
 * are ids. A person who has left is not there any more, and one without a fitting role in the record's community is not
 * the right one.
 * @throws DomainError `process.formInvalid` with `fields.unknownReference` or `fields.wrongPerson` at each
 */
export async function checkReferences(
  tx: Tx,
  definition: ProcessDefinition,
  { step, values }: Pick<StepTaken, 'step' | 'values'>,
  at: { now: Date; zone: string; communityId: string },
): Promise<void> {
  const form = definition.steps.find(({ key }) => key === step)?.form ?? []
  const named = form.filter(({ type, key }) => TYPES.includes(type) && values[key] !== undefined)
  if (named.length === 0) return
  const today = formatDay(dayOf(at.now.getTime(), at.zone))
  const ids = named.map(({ key }) => values[key])
  const rows = await tx.query<Known>(known, [tx.organizationId, ids, today, at.communityId])
  const fields = named.flatMap((field): FieldFault[] => {
    const code = faultOf(
      field,
      rows.find((row) => row.type === field.type && row.id === values[field.key]),
    )
    return code ? [{ path: `input.${field.key}`, code }] : []
  })
  if (fields.length > 0) throw new DomainError('process.formInvalid', { step }, fields)
}

function faultOf({ type, params }: FieldDef, found: Known | undefined): string | undefined {
  if (!found) return 'fields.unknownReference'
  if (type !== 'person') return undefined
  const wanted: readonly string[] = params?.roles ?? found.roles
  return found.roles.some((role) => wanted.includes(role)) ? undefined : 'fields.wrongPerson'
}
