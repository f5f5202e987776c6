import type { ProxyScope } from '@sims/contracts'
import { type Actor, DomainError, newId, todayIn } from '#kernel'
import { type CommandCall, type CommandScope, command, type OutboxEvent } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { attachFiles, lockFiles } from '#platform/files'
import type { Secrets } from '#platform/privacy'
import { countTry } from './claims.ts'
import { fieldFault, refuseDuplicate } from './commands.ts'
import { residentOf } from './my-homes.ts'
import { peopleOfPhone } from './people-of-phone.ts'
import { customersVisible } from './policy.ts'
import { readCustomer } from './queries.ts'

// Who may act for whom: a proxy for a person, a contact person for a firm. Nobody gives what is not theirs, and either
// side, or the service centre, ends it at once.

/** Ends the sessions that act by authorities; identity's. */
export type EndActing = (tx: Tx, authorities: readonly { id: string; accountId: string | null }[], now: Date) => void

export interface ProxyDeps {
  db: Db
  secrets: Secrets
  endActing: EndActing
}

const insert = statement(
  'proxy_insert',
  `insert into authority (organization_id, id, principal_id, agent_id, scope, consent, until, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
/** one that has run out and was not written down yet makes room */
const closePast = statement(
  'proxy_close_past',
  `update authority set revoked_at = $5 where organization_id = $1 and principal_id = $2 and agent_id = $3
   and revoked_at is null and until < $4::date`,
)
const accounts = statement(
  'proxy_accounts',
  'select id from account where organization_id = $1 and customer_id = any($2)',
)
const accountsOf = (tx: Tx, ids: readonly string[]) => tx.query<{ id: string }>(accounts, [tx.organizationId, ids])
const lock = statement(
  'proxy_lock',
  `select u.id, u.principal_id as "principalId", u.agent_id as "agentId", u.revoked_at as "revokedAt",
     a.id as "accountId"
   from authority u left join account a on a.organization_id = u.organization_id and a.customer_id = u.agent_id
   where u.organization_id = $1 and u.id = $2 for update of u`,
)
const revoke = statement(
  'proxy_revoke',
  'update authority set revoked_at = $3, revoked_by = $4, note = $5 where organization_id = $1 and id = $2',
)
interface Locked {
  id: string
  principalId: string
  agentId: string
  revokedAt: Date | null
  accountId: string | null
}

export interface NewAuthority {
  principalId: string
  agentId: string
  scope: readonly ProxyScope[]
  until: string | null
}
interface Given extends NewAuthority {
  id: string
  consent: 'paper' | 'inApp'
}

/** Queues authorities on paper, as staff who take over a company's records know them. */
export function insertAuthorities(tx: Tx, rows: readonly NewAuthority[], by: string, now: Date): void {
  for (const { principalId, agentId, scope, until } of rows)
    tx.queue(insert, [tx.organizationId, newId(now.getTime()), principalId, agentId, scope, 'paper', until, by, now])
}

function checkUntil(until: string | undefined, today: string): string | null {
  if (until !== undefined && until < today) throw fieldFault('until', 'customers.untilPast')
  return until ?? null
}

/** Named at the desk, on a paper that was signed; a firm names its contact person with a last day. */
export async function nameProxy(
  { db }: ProxyDeps,
  call: CommandCall,
  principalId: string,
  form: { id: string; agentId: string; scope: ProxyScope[]; until?: string | undefined; photos: string[] },
): Promise<void> {
  const { actor, now } = call
  const scope = customersVisible(actor, 'proxies.manage')
  const today = todayIn(actor.timeZone, now)
  const until = checkUntil(form.until, today)
  await once(
    command(db, call, {
      name: 'proxies.name',
      recordKind: 'authority',
      recordIds: [form.id],
      load: async (tx) => {
        const [principal, agent, files, tell] = await Promise.all([
          readCustomer(tx, scope, principalId),
          readCustomer(tx, scope, form.agentId).catch(() => undefined),
          lockFiles(tx, actor.accountId, form.photos),
          accountsOf(tx, [principalId, form.agentId]),
        ])
        return { principal, agent, files, tell }
      },
      decide: ({ principal, agent, files, tell }, scopeOfCall) => {
        if (agent?.kind !== 'person' || agent.id === principal.id) throw fieldFault('agentId', 'proxies.notAPerson')
        if (principal.kind === 'firm' && until === null) throw fieldFault('until', 'fields.required')
        const given = { ...form, principalId, until, consent: 'paper' as const }
        write(scopeOfCall, given, today, tell)
        attachFiles(
          scopeOfCall.tx,
          files,
          form.photos.map((fileId) => ({ fileId, recordKind: 'authority', recordId: form.id })),
          now,
        )
      },
    }),
  )
}

/** Named by the person in the app: somebody who signs in here with this name and phone. Tries are counted. */
export async function nameMyProxy(
  { db, secrets }: ProxyDeps,
  call: CommandCall,
  form: { id: string; name: string; phone: string; scope: ProxyScope[]; until?: string | undefined },
): Promise<void> {
  const { actor, now } = call
  const principalId = residentOf(actor)
  const today = todayIn(actor.timeZone, now)
  const until = checkUntil(form.until, today)
  const left = await countTry(db, actor, today)
  await once(
    command(db, call, {
      name: 'proxies.nameInApp',
      recordKind: 'authority',
      recordIds: [form.id],
      load: async (tx) => {
        const people = await peopleOfPhone(tx, secrets, form.phone)
        const agent = people.find((one) => one.name.trim() === form.name.trim() && one.customerId !== principalId)
        if (!agent) {
          const fault = { path: 'phone', code: 'proxies.unknownPerson', params: { left } }
          throw new DomainError('proxies.unknownPerson', { left }, [fault])
        }
        return { agent, tell: [{ id: agent.accountId }] }
      },
      decide: ({ agent, tell }, scope) => {
        const given = { ...form, principalId, agentId: agent.customerId, until, consent: 'inApp' as const }
        write(scope, given, today, tell)
      },
    }),
  )
}

function write(
  { tx, actor, now, emit }: CommandScope,
  given: Given,
  today: string,
  tell: readonly { id: string }[],
): void {
  const { id, principalId, agentId, scope, consent, until } = given
  tx.queue(closePast, [tx.organizationId, principalId, agentId, today, now])
  tx.queue(insert, [tx.organizationId, id, principalId, agentId, scope, consent, until, actor.accountId, now])
  emit(telling('proxyNamed', id, tell))
}

const telling = (notice: string, id: string, tell: readonly { id: string }[]): OutboxEvent => ({
  name: `proxies.${notice}`,
  recordKind: 'authority',
  recordId: id,
  version: 1,
  seq: 0,
  notices: [{ notice, to: 'accounts', accounts: tell.map((one) => one.id), params: { occasion: id } }],
})

/** The same two once at a time. */
const once = (work: Promise<unknown>) =>
  refuseDuplicate('authority_pkey', work).catch((error: unknown) => {
    const { constraint } = error as { constraint?: string }
    if (constraint === 'authority_organization_id_principal_id_agent_id_idx')
      throw new DomainError('proxies.alreadyNamed')
    throw error
  })

/** Ends an authority at once: by staff who reach the person, or by either of the two. Answers whose it was. */
export async function revokeProxy(
  { db, endActing }: ProxyDeps,
  call: CommandCall,
  id: string,
  reason: string | null,
): Promise<string> {
  const { actor, now } = call
  const mayEnd = await judge(actor)
  const read = async (tx: Tx) => {
    const [row] = await tx.query<Locked>(lock, [tx.organizationId, id])
    if (!row || !(await mayEnd(tx, row))) throw new DomainError('http.notFound')
    return { row, tell: await accountsOf(tx, [row.principalId, row.agentId]) }
  }
  const done = await command(db, call, {
    name: 'proxies.revoke',
    recordKind: 'authority',
    recordIds: [id],
    load: read,
    decide: ({ row, tell }, { tx, emit }) => {
      if (row.revokedAt) throw new DomainError('http.notFound')
      tx.queue(revoke, [tx.organizationId, id, now, actor.accountId, reason])
      endActing(tx, [row], now)
      emit(telling('proxyEnded', id, tell))
      return row.principalId
    },
  })
  return done.repeated ? (await db.transaction(actor.organizationId, read)).row.principalId : done.result
}

async function judge(actor: Actor): Promise<(tx: Tx, row: Locked) => Promise<boolean>> {
  if (actor.kind === 'resident') {
    const own = residentOf(actor)
    return async (_, row) => row.principalId === own || row.agentId === own
  }
  const scope = customersVisible(actor, 'proxies.manage')
  return (tx, row) =>
    readCustomer(tx, scope, row.principalId).then(
      () => true,
      () => false,
    )
}

const expired = statement(
  'proxies_expired',
  `select u.id, u.principal_id as "principalId", u.agent_id as "agentId", a.id as "accountId" from authority u
   left join account a on a.organization_id = u.organization_id and a.customer_id = u.agent_id
   where u.organization_id = $1 and u.revoked_at is null and u.until < $2::date order by u.id limit 200
   for update of u skip locked`,
)
const closeAll = statement(
  'proxies_close',
  'update authority set revoked_at = $3 where organization_id = $1 and id = any($2)',
)

/** Closes the authorities whose last day is over; nobody acts by them since midnight. */
export async function closeExpiredProxies(tx: Tx, endActing: EndActing, today: string, now: Date) {
  const rows = await tx.query<Omit<Locked, 'revokedAt'>>(expired, [tx.organizationId, today])
  if (rows.length === 0) return { count: 0, events: [] }
  tx.queue(closeAll, [tx.organizationId, rows.map((row) => row.id), now])
  endActing(tx, rows, now)
  const tell = (row: { accountId: string | null }) => (row.accountId ? [{ id: row.accountId }] : [])
  return { count: rows.length, events: rows.map((row) => telling('proxyEnded', row.id, tell(row))) }
}
