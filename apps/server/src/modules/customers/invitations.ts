import { createHmac } from 'node:crypto'
import type { Answer, ResidencyKind } from '@sims/contracts'
import QRCode from 'qrcode'
import { DomainError, todayIn } from '#kernel'
import { placeForRequest } from '#modules/estate'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { hashToken, type Secrets } from '#platform/privacy'
import { fieldFault, premisesIn, refuseDuplicate } from './commands.ts'
import { residentOf } from './my-homes.ts'
import { customersVisible } from './policy.ts'
import { ownersAt } from './residencies.ts'

export interface CreateInvitation {
  id: string
  premisesId: string
  residencyKind: ResidencyKind
  days: number
  uses: number
}

const DAY_MS = 86_400_000
/** an owner's invitation lives a week */
const OWNERS_DAYS = 7
const insert = statement(
  'invitation_insert',
  `insert into invitation (organization_id, id, premises_id, residency_kind, token_hash, created_by, created_at,
     expires_at, uses_left, invited_by, until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
const expiry = statement(
  'invitation_expiry',
  'select expires_at as "expiresAt" from invitation where organization_id = $1 and id = $2',
)

/**
 * The secret of an invitation, 256 bits: derived, not drawn, so that the repetition of a call whose answer was lost
 * gives the same link, though only the hash of the token is stored.
 */
function tokenOf(secrets: Secrets, organizationId: string, id: string): string {
  const key = secrets.derive('invitation')
  return createHmac('sha256', key).update(`${organizationId}\0${id}`).digest('base64url')
}

export interface InvitationDeps {
  db: Db
  secrets: Secrets
  publicUrl: string
}

/** Makes an invitation to premises. Whoever scans it may say that they live there, until it expires or is used up. */
export async function createInvitation(
  deps: InvitationDeps,
  call: CommandCall,
  form: CreateInvitation,
): Promise<Answer<'createInvitation'>> {
  const scope = customersVisible(call.actor, 'invitations.create')
  const by = { by: call.actor.staffId ?? call.actor.accountId, invitedBy: null, until: null }
  return await make(deps, call, { ...form, ...by }, async (tx) =>
    premisesIn(scope, await placeForRequest(tx, form.premisesId)),
  )
}

/** An owner invites family or a lessee; the owner still has to agree when they have registered. */
export async function inviteAsOwner(
  deps: InvitationDeps,
  call: CommandCall,
  form: Pick<CreateInvitation, 'id' | 'premisesId' | 'residencyKind'> & { until?: string | undefined },
): Promise<Answer<'inviteToHome'>> {
  const { actor, now } = call
  const customerId = residentOf(actor)
  const today = todayIn(actor.timeZone, now)
  const until = form.until ?? null
  if (form.residencyKind === 'lessee' && until === null) throw fieldFault('until', 'customers.untilNeeded')
  if (until !== null && until < today) throw fieldFault('until', 'customers.untilPast')
  const made = { ...form, until, days: OWNERS_DAYS, uses: 1, by: actor.accountId, invitedBy: customerId }
  return await make(deps, call, made, async (tx) => {
    const owners = await ownersAt(tx, form.premisesId, today)
    if (!owners.some((owner) => owner.customerId === customerId))
      throw fieldFault('premisesId', 'fields.unknownReference')
  })
}

interface Made extends CreateInvitation {
  by: string
  /** the owner, when it is an owner's */
  invitedBy: string | null
  until: string | null
}

async function make(
  { db, secrets, publicUrl }: InvitationDeps,
  call: CommandCall,
  form: Made,
  check: (tx: Tx) => Promise<unknown>,
): Promise<Answer<'createInvitation'>> {
  const { actor, now } = call
  const token = tokenOf(secrets, actor.organizationId, form.id)
  const expiresAt = new Date(now.getTime() + form.days * DAY_MS)
  const done = await refuseDuplicate(
    'invitation_pkey',
    command(db, call, {
      name: 'invitations.create',
      recordKind: 'invitation',
      recordIds: [form.id],
      load: check,
      decide: (_, { tx }) => {
        const { premisesId, residencyKind, uses, by, invitedBy, until } = form
        const values = [premisesId, residencyKind, hashToken(token), by, now, expiresAt, uses, invitedBy, until]
        tx.queue(insert, [tx.organizationId, form.id, ...values])
        return expiresAt
      },
    }),
  )
  const until = done.repeated ? await expiryOf(db, actor.organizationId, form.id) : done.result
  const url = `${publicUrl.replace(/\/$/, '')}/m/invite/${token}`
  const qrSvg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return { id: form.id, url, qrSvg, expiresAt: until.toISOString() }
}

async function expiryOf(db: Db, organizationId: string, id: string): Promise<Date> {
  const [row] = await db.transaction(organizationId, (tx) =>
    tx.query<{ expiresAt: Date }>(expiry, [organizationId, id]),
  )
  if (!row) throw new DomainError('http.notFound')
  return row.expiresAt
}

export interface FoundInvitation {
  organization_id: string
  id: string
  premises_id: string
  residency_kind: ResidencyKind
  expires_at: Date
  uses_left: number
  organization_name: string
  community_name: string
  premises_name: string
}
const find = statement('invitation_find', 'select * from find_invitation($1)')

/** An invitation by its token, in whatever organization; undefined when there is none. Expired ones are found too. */
export async function findInvitation(db: Db, token: string): Promise<FoundInvitation | undefined> {
  return (await db.global<FoundInvitation>(find, [hashToken(token)]))[0]
}

/** Whose premises an invitation is for; null when there is none, or none that still counts is known. */
export async function organizationOfInvitation(db: Db, token: string): Promise<string | null> {
  return (await findInvitation(db, token))?.organization_id ?? null
}

/** What somebody who scans an invitation is told before they sign in. @throws DomainError `identity.invitationInvalid` */
export async function getInvitation(db: Db, token: string, now: Date): Promise<Answer<'getInvitation'>> {
  const found = await findInvitation(db, token)
  if (!found || found.expires_at <= now || found.uses_left < 1) throw new DomainError('identity.invitationInvalid')
  return {
    organization: found.organization_name,
    community: found.community_name,
    premises: found.premises_name,
    residencyKind: found.residency_kind,
    expiresAt: found.expires_at.toISOString(),
  }
}
