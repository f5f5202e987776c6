import { type ClockState, newId, startClock } from '#kernel'
import { jsonb } from '#platform/db'
import type { TestDatabase } from '../../db/testing.ts'
import { clockRules } from '../compile.ts'
import { DEFAULT_DEFINITIONS } from '../defaults/index.ts'
import type { ProcessDefinition } from '../definition.ts'
import { ctx } from './context.ts'

export interface Organization {
  id: string
  community: string
  place: string
  customer: string
  definitions: Record<'repair' | 'workOrder', string>
}

/** An organization with one place, one customer and the default processes, straight into the tables. */
export async function foundOrganization({ owner }: TestDatabase, at: Date): Promise<Organization> {
  const make = () => newId(at.getTime())
  const org = {
    id: make(),
    community: make(),
    place: make(),
    customer: make(),
    definitions: { repair: make(), workOrder: make() },
  }
  await owner.query(`insert into organization values ($1, $2, 'Asia/Shanghai', true, $3)`, [org.id, org.id, at])
  await owner.query(`insert into community values ($1, $2, '翠湖花园', 'residential')`, [org.id, org.community])
  await owner.query(`insert into place values ($1, $2, $3, null, 'premises', 'home', '1501', '3栋2单元1501', 1)`, [
    org.id,
    org.place,
    org.community,
  ])
  await owner.query(
    `insert into customer (organization_id, id, wrapped_key, name_sealed, blind_tokens, created_at)
     values ($1, $2, '\\x00', '\\x00', '{}', $3)`,
    [org.id, org.customer, at],
  )
  for (const kind of ['repair', 'workOrder'] as const)
    await owner.query(
      `insert into regulation_version (organization_id, id, kind, key, version, status, effective_from, content, created_at)
       values ($1, $2, 'process', $3, 1, 'published', $4, $5, $4)`,
      [org.id, org.definitions[kind], kind, at, jsonb(DEFAULT_DEFINITIONS[kind])],
    )
  return org
}

/** Requests in phase new, each with its clock of first response started at its own time. Gives their ids in order. */
export async function insertRequests({ owner }: TestDatabase, org: Organization, started: number[]): Promise<string[]> {
  const def: ProcessDefinition = DEFAULT_DEFINITIONS.repair
  const spec = def.clocks.find((clock) => clock.name === 'firstResponse')
  if (!spec || spec.target.kind === 'dateField' || spec.target.kind === 'momentField')
    throw new Error('the default process has no clock of first response')
  const { name, kind, target } = spec
  const rows = started.map((at) => {
    const alarms = clockRules(def, name)
    const clock: ClockState = startClock(
      { name, kind, target, ...alarms, alarms: 'anyHour' },
      at,
      ctx('2026-03-02 09:00').clock,
    )
    return { id: newId(at), clock }
  })
  const date = (ms: number | null) => (ms === null ? null : new Date(ms))
  for (let i = 0; i < rows.length; i += 10_000) {
    const part = rows.slice(i, i + 10_000)
    const ids = part.map((row) => row.id)
    const due = part.map((row) => date(row.clock.dueAt))
    await owner.query(
      `insert into service_request (organization_id, id, kind, category, community_id, place_id, customer_id,
         contact_sealed, description, channel, priority, definition_id, category_version_id, state, phase, next_due_at,
         occurred_at, created_at)
       select $1, r.id, 'repair', 'water', $2, $3, $4, '\\x00', '漏水', 'app', 3, $5, $5, 'received', 'new', r.due,
         r.at, r.at from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[]) r (id, due, at)`,
      [
        org.id,
        org.community,
        org.place,
        org.customer,
        org.definitions.repair,
        ids,
        due,
        part.map((r) => date(r.clock.startedAt)),
      ],
    )
    await owner.query(
      `insert into record_clock
       select $1, r.id, 'firstResponse', 1, 'serviceRequest', r.clock, 'running', r.due, r.fire
       from unnest($2::uuid[], $3::jsonb[], $4::timestamptz[], $5::timestamptz[]) r (id, clock, due, fire)`,
      [org.id, ids, part.map((r) => jsonb(r.clock)), due, part.map((r) => date(r.clock.nextFireAt))],
    )
  }
  return rows.map((row) => row.id)
}
