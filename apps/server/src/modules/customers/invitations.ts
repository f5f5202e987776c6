import { createHmac } from 'node:crypto'
import type { Answer, ResidencyKind } from '@sims/contracts'
import QRCode from 'qrcode'
import { DomainError } from '#kernel'
import { placeForRequest } from '#modules/estate'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement } from '#platform/db'
import { hashToken, type Secrets } from '#platform/privacy'
import { premisesIn, refuseDuplicate } from './commands.ts'
import { customersVisible } from './policy.ts'

export interface CreateInvitation {
  id: string
  premisesId: string
  residencyKind: ResidencyKind
  days: number
  uses: number
}

const DAY_MS = 86_400_000
const insert = statement(
  'invitation_insert',
  `insert into invitation (organization_id, id, premises_id, residency_kind, token_hash, created_by, created_at,
     expires_at, uses_left) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
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

/** Makes an invitation to premises. Whoever scans it may say that they live there, until it expires or is used up. */
export async function createInvitation(
  { db, secrets, publicUrl }: { db: Db; secrets: Secrets; publicUrl: string },
  call: CommandCall,
  form: CreateInvitation,
): Promise<Answer<'createInvitation'>> {
  const { actor, now } = call
  const scope = customersVisible(actor, 'invitations.create')
  const token = tokenOf(secrets, actor.organizationId, form.id)
  const expiresAt = new Date(now.getTime() + form.days * DAY_MS)
  const done = await refuseDuplicate(
    'invitation_pkey',
    command(db, call, {
      name: 'invitations.create',
      recordKind: 'invitation',
      recordIds: [form.id],
      load: async (tx) => premisesIn(scope, await placeForRequest(tx, form.premisesId)),
      decide: (premises, { tx }) => {
        const by = actor.staffId ?? actor.accountId
        const values = [premises.id, form.residencyKind, hashToken(token), by, now, expiresAt, form.uses]
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
