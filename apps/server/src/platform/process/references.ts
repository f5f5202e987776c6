import { DomainError, dayOf, type FieldFault, formatDay } from '#kernel'
import { statement, type Tx } from '#platform/db'
import type { ProcessDefinition } from './definition.ts'
import type { StepTaken } from './record.ts'

const known = statement(
  'form_references',
  `select 'person' as type, id from staff
   where organization_id = $1 and id = any($2) and (left_on is null or left_on > $3::date)
   union all select 'team', id from team where organization_id = $1 and id = any($2)
   union all select 'place', id from place where organization_id = $1 and id = any($2)`,
)
const TYPES = ['person', 'team', 'place']

/**
 * Looks whether the people, teams and places that a step's form names are there; the pure form can only tell that they
 * are ids. A person who has left is not there any more.
 * @throws DomainError `process.formInvalid` with `fields.unknownReference` at each that is not
 */
export async function checkReferences(
  tx: Tx,
  definition: ProcessDefinition,
  { step, values }: Pick<StepTaken, 'step' | 'values'>,
  at: { now: Date; zone: string },
): Promise<void> {
  const form = definition.steps.find(({ key }) => key === step)?.form ?? []
  const named = form.filter(({ type, key }) => TYPES.includes(type) && values[key] !== undefined)
  if (named.length === 0) return
  const today = formatDay(dayOf(at.now.getTime(), at.zone))
  const ids = named.map(({ key }) => values[key])
  const rows = await tx.query<{ type: string; id: string }>(known, [tx.organizationId, ids, today])
  const fields = named.flatMap(({ type, key }): FieldFault[] =>
    rows.some((row) => row.type === type && row.id === values[key])
      ? []
      : [{ path: `input.${key}`, code: 'fields.unknownReference' }],
  )
  if (fields.length > 0) throw new DomainError('process.formInvalid', { step }, fields)
}
