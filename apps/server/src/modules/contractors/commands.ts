import type { CommandAnswer, changeContractor, createContractor } from '@sims/contracts'
import type { z } from 'zod'
import type { FieldFault } from '#kernel'
import { assertMay } from '#platform/access'
import type { CommandCall, CommandScope } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import type { Cipher } from '#platform/privacy'
import { change, type Derived, enter, type Register, refused } from '#platform/register'
import { openContact, sealContact } from './contact.ts'

type Fields = Omit<z.output<typeof createContractor>, 'id'>

const register: Register<Fields> = {
  table: 'contractor',
  recordKind: 'contractor',
  name: 'contractors',
  columns: {
    name: ['name', 'text'],
    trades: ['trades', 'text[]'],
    contractUntil: ['contract_until', 'date'],
    qualification: ['qualification', 'text'],
    qualificationUntil: ['qualification_until', 'date'],
    active: ['active', 'bool'],
    note: ['note', 'text'],
  },
  unique: { contractor_name: { field: 'name', code: 'registers.nameTaken' } },
}

interface Row {
  id: string
  version: number
  contact_sealed: Buffer | null
  wrapped_key: Buffer | null
}
interface Deps {
  db: Db
  cipher: Cipher
}

/** @throws DomainError `access.forbidden`, `registers.nameTaken`, `http.invalid` (workers that do not fit) */
export function enterContractor(
  { db, cipher }: Deps,
  call: CommandCall,
  body: z.output<typeof createContractor>,
): Promise<CommandAnswer> {
  assertMay(call.actor, 'contractors.manage')
  return enter(db, call, register, body, {
    load: (tx) => loadWorkers(tx, body.workerIds),
    decide: (workers, scope) => decided(cipher, scope, body.id, body, workers, undefined),
  })
}

/** @throws as {@link enterContractor}, and for an old version */
export function correctContractor(
  { db, cipher }: Deps,
  call: CommandCall,
  id: string,
  body: z.output<typeof changeContractor>,
): Promise<CommandAnswer> {
  assertMay(call.actor, 'contractors.manage')
  return change(db, call, register, id, body, {
    visible: () => 'true',
    load: (tx) => loadWorkers(tx, body.workerIds ?? []),
    decide: (workers, scope, before: Row | undefined) => decided(cipher, scope, id, body, workers, before),
  })
}

interface Worker {
  id: string
  name: string
  isWorker: boolean
  contractorId: string | null
  contractorName: string | null
}
const workers = statement(
  'contractor_workers',
  `select s.id, s.name, exists (select from role_grant g where g.organization_id = $1 and g.staff_id = s.id
     and g.role = 'contractorWorker') as "isWorker", w.contractor_id as "contractorId", c.name as "contractorName"
   from staff s
   left join contractor_worker w on w.organization_id = $1 and w.staff_id = s.id
   left join contractor c on c.organization_id = $1 and c.id = w.contractor_id
   where s.organization_id = $1 and s.id = any($2)`,
)
// so that of two who tie the same worker at once the second sees what the first did
const oneByOne = statement('contractor_workers_one_by_one', 'select pg_advisory_xact_lock(hashtextextended($1, 0))')

async function loadWorkers(tx: Tx, ids: readonly string[]): Promise<Worker[]> {
  if (ids.length === 0) return []
  await tx.query(oneByOne, [`contractor workers ${tx.organizationId}`])
  return tx.query<Worker>(workers, [tx.organizationId, ids])
}

/** Checks and queues who works for the contractor; answers the sealed contact. */
function decided(
  cipher: Cipher,
  { tx }: CommandScope,
  id: string,
  body: Partial<Fields>,
  known: readonly Worker[],
  before: Row | undefined,
): Derived {
  const faults = (body.workerIds ?? []).flatMap((workerId, i): FieldFault[] => {
    const path = `workerIds.${i}`
    const worker = known.find((one) => one.id === workerId)
    if (!worker) return [{ path, code: 'fields.unknownReference' }]
    const { name, isWorker, contractorId, contractorName } = worker
    if (!isWorker) return [{ path, code: 'registers.notWorker', params: { name } }]
    if (contractorId === null || contractorId === id) return []
    return [{ path, code: 'registers.worksElsewhere', params: { name, contractor: contractorName } }]
  })
  if (faults.length > 0) throw refused(...faults)
  if (body.workerIds) tie(tx, id, body.workerIds)
  if (body.contactName === undefined && body.contactPhone === undefined) return {}
  const sealed = { id, contactSealed: before?.contact_sealed ?? null, wrappedKey: before?.wrapped_key ?? null }
  const contact = openContact(cipher, tx.organizationId, sealed)
  const { contactName = contact.name, contactPhone = contact.phone } = body
  const next = sealContact(cipher, tx.organizationId, id, { name: contactName, phone: contactPhone })
  return { contact_sealed: [next.contactSealed, 'bytea'], wrapped_key: [next.wrappedKey, 'bytea'] }
}

const untie = statement(
  'contractor_untie',
  'delete from contractor_worker where organization_id = $1 and contractor_id = $2 and staff_id <> all($3)',
)
const tied = statement(
  'contractor_tie',
  `insert into contractor_worker (organization_id, staff_id, contractor_id)
   select $1, s.id, $2 from unnest($3::uuid[]) s (id) on conflict do nothing`,
)

function tie(tx: Tx, id: string, workerIds: readonly string[]): void {
  tx.queue(untie, [tx.organizationId, id, workerIds])
  tx.queue(tied, [tx.organizationId, id, workerIds])
}
