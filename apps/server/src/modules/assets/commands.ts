import type { CommandAnswer, changeEquipment, createEquipment } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'
import type { CommandCall } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { change, type Derived, enter, type Register, refused } from '#platform/register'
import { visibleEquipment } from './queries.ts'

type Fields = Omit<z.output<typeof createEquipment>, 'id'>

const register: Register<Fields> = {
  table: 'equipment',
  recordKind: 'equipment',
  name: 'assets',
  columns: {
    code: ['code', 'text'],
    name: ['name', 'text'],
    kind: ['kind', 'text'],
    placeId: ['place_id', 'uuid'],
    maker: ['maker', 'text'],
    model: ['model', 'text'],
    commissionedOn: ['commissioned_on', 'date'],
    warrantyUntil: ['warranty_until', 'date'],
    responsibleId: ['responsible_id', 'uuid'],
    state: ['state', 'text'],
    note: ['note', 'text'],
  },
  unique: { equipment_code: { field: 'code', code: 'registers.codeTaken' } },
}

interface Row {
  id: string
  version: number
  community_id: string
  commissioned_on: string | null
  warranty_until: string | null
  state: string
}

/** @throws DomainError `access.forbidden`, `registers.codeTaken`, `registers.warrantyBackwards`, `http.invalid` */
export function enterEquipment(
  db: Db,
  call: CommandCall,
  body: z.output<typeof createEquipment>,
): Promise<CommandAnswer> {
  assertMay(call.actor, 'assets.manage')
  return enter(db, call, register, body, {
    load: (tx) => loadNamed(tx, body),
    decide: (named) => checked(call.actor, body, named, undefined),
  })
}

/** What is retired stays as it is. @throws as {@link enterEquipment}, `registers.retired`, and for an old version */
export function correctEquipment(
  db: Db,
  call: CommandCall,
  id: string,
  body: z.output<typeof changeEquipment>,
): Promise<CommandAnswer> {
  assertMay(call.actor, 'assets.manage')
  return change(db, call, register, id, body, {
    visible: (p) => visibleEquipment(call.actor, p),
    load: (tx) => loadNamed(tx, body),
    decide: (named, _scope, before: Row | undefined) => {
      if (before?.state === 'retired') throw new DomainError('registers.retired')
      return checked(call.actor, body, named, before)
    },
  })
}

const places = statement(
  'assets_place',
  'select community_id as "communityId" from place where organization_id = $1 and id = $2',
)
const people = statement('assets_person', 'select id from staff where organization_id = $1 and id = $2')

interface Named {
  place: { communityId: string } | undefined
  person: { id: string } | undefined
}

async function loadNamed(tx: Tx, { placeId, responsibleId }: Partial<Fields>): Promise<Named> {
  const [[place], [person]] = await Promise.all([
    placeId ? tx.query<{ communityId: string }>(places, [tx.organizationId, placeId]) : [],
    responsibleId ? tx.query<{ id: string }>(people, [tx.organizationId, responsibleId]) : [],
  ])
  return { place, person }
}

/** Holds what is said against the actor's rights and what is there; the community is that of the place. */
function checked(actor: Actor, body: Partial<Fields>, { place, person }: Named, before: Row | undefined): Derived {
  const reach = communitiesWith(actor, 'assets.manage')
  const mayIn = (communityId: string) => reach === 'all' || reach.includes(communityId)
  if (before && !mayIn(before.community_id)) throw new DomainError('access.forbidden')
  // a place elsewhere is to this actor one that is not there
  if (body.placeId && !(place && mayIn(place.communityId)))
    throw refused({ path: 'placeId', code: 'fields.unknownReference' })
  if (body.responsibleId && !person) throw refused({ path: 'responsibleId', code: 'fields.unknownReference' })
  const from = body.commissionedOn === undefined ? before?.commissioned_on : body.commissionedOn
  const until = body.warrantyUntil === undefined ? before?.warranty_until : body.warrantyUntil
  if (from && until && until < from) throw refused({ path: 'warrantyUntil', code: 'registers.warrantyBackwards' })
  return place ? { community_id: [place.communityId, 'uuid'] } : {}
}
