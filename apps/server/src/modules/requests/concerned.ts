import type { CategoryContent, createRequest as schema } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError } from '#kernel'
import type { KeptFor } from '#platform/access'
import type { Columns, References, StepTaken } from '#platform/process'
import type { RequestRow } from './row.ts'

type Body = z.output<typeof schema>
type Effects = StepTaken['effects']

/** What is said of whom a complaint is about, when it is taken down. */
export type Said = Body['concerned']

/** Whom a request is about, when it is a complaint about a person. */
export interface Concerned {
  person: string | null
  keptFor: KeptFor | null
}

/** Who leads, and is complained about to those above only. */
const MANAGERS = ['communityManager', 'executive']
const handedUp: Effects = [{ name: 'notifyRoles', params: { notice: 'complaintHandedUp', roles: ['executive'] } }]

/** The member of staff whom a new complaint names. */
export const personNamed = ({ concerned }: Pick<Body, 'concerned'>): string | undefined =>
  concerned && 'staffId' in concerned ? concerned.staffId : undefined

/**
 * For whom a new complaint is kept: of a named person it is enough that it is kept from that person, unless it is a
 * manager; one about a person whom nobody names waits with those who handle complaints, because anybody else might be it.
 */
export function concernedOf(
  said: Said,
  category: Pick<CategoryContent, 'concerns'>,
  references: References,
  communityId: string,
): Concerned {
  const person = personNamed({ concerned: said }) ?? null
  if (person) return { person, keptFor: leads(references, person, communityId) ? 'overseers' : null }
  const unnamed = said && 'unnamed' in said ? said.unnamed : category.concerns
  return { person, keptFor: unnamed === 'manager' ? 'overseers' : unnamed === 'staff' ? 'handlers' : null }
}

/** Who is told of a complaint beside those whom its process names. */
export const alsoTold = (before: KeptFor | null, after: KeptFor | null): Effects =>
  after === 'overseers' && before !== 'overseers' ? handedUp : []

const leads = (references: References, person: string, communityId: string) =>
  references.some(
    ({ type, id, roles }) =>
      type === 'person' &&
      id === person &&
      roles.some(([role, at]) => MANAGERS.includes(role) && (at === null || at === communityId)),
  )

/** What a step changes about whom its complaint is about. */
export interface ConcernedStep {
  columns: Columns
  effects: Effects
  /** who must not know of it from now on */
  named?: string
  /** who may know of it again */
  unnamed?: string
}

/**
 * What a step says of whom its complaint is about; undefined when it says nothing. Whoever it is about neither sees it
 * any more nor answers for it. When the naming of the only person is undone, nobody is known, and it is kept again.
 * The undoing for somebody who is not named is refused with `fields.unknownReference`.
 */
export function concernedBy(
  row: RequestRow,
  taken: StepTaken,
  references: References,
): ConcernedStep | DomainError | undefined {
  const { effects, values } = taken
  const person = (name: string) => {
    const effect = effects.find((one) => one.name === name)
    return effect && String(values[String(effect.params.field)])
  }
  const keep = (keptFor: KeptFor | null): Columns => ({ kept_for: { type: 'text', value: keptFor } })
  const named = person('hideFrom')
  if (named) {
    const above = row.keptFor === 'overseers' && (row.hiddenFrom ?? []).length > 0
    const keptFor = above || leads(references, named, row.communityId) ? 'overseers' : null
    return {
      named,
      effects: alsoTold(row.keptFor, keptFor),
      columns: {
        hidden_from: { type: 'uuid', value: named, how: 'append' },
        ...keep(keptFor),
        ...(row.firstContactOwnerId === named ? { first_contact_owner_id: { type: 'uuid', value: null } } : {}),
      },
    }
  }
  const unnamed = person('showTo')
  if (unnamed && !row.hiddenFrom?.includes(unnamed)) {
    const fields = [{ path: 'input.concerned', code: 'fields.unknownReference' }]
    return new DomainError('process.formInvalid', { step: taken.step }, fields)
  }
  if (unnamed) {
    const left = (row.hiddenFrom ?? []).filter((one) => one !== unnamed)
    return {
      unnamed,
      effects: [],
      columns: {
        hidden_from: { type: 'uuid', value: unnamed, how: 'remove' },
        ...(left.length === 0 ? keep('handlers') : {}),
      },
    }
  }
  if (effects.some(({ name }) => name === 'openToDesk')) return { effects: [], columns: keep(null) }
  return undefined
}
