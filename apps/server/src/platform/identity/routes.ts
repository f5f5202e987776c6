import type { Locale } from '@sims/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, formatInstant, MINUTE } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { askCode } from './ask-code.ts'
import { changePassword } from './change-password.ts'
import { describeSession, type ResidentName } from './describe.ts'
import type { Identity } from './identity.ts'
import { listPersons, switchPerson } from './persons.ts'
import { type Bind, signInResident } from './resident-sign-in.ts'
import { actorOf } from './session-cache.ts'
import { endSession } from './sessions.ts'
import { createSignIn, type Opened } from './sign-in.ts'
import { Throttle } from './throttle.ts'

const COOKIE = 'sims_session'
/** codes that one address may ask for in ten minutes without using them */
const CODES_PER_ADDRESS = 60
const YEAR_SECONDS = 365 * 86_400

/** Brings a code to a phone, now; false when that did not succeed. */
export type SendCode = (message: CodeMessage) => Promise<boolean>
export interface CodeMessage {
  phone: string
  code: string
  /** of the person behind the phone; null when nobody is known */
  accountId: string | null
  minutes: number
  locale: Locale
  now: Date
}

export interface IdentityDeps {
  db: Db
  secrets: Secrets
  identity: Identity
  /** whether browsers reach this server over HTTPS */
  secureCookie: boolean
  /** how codes reach people of an organization, or of none that is known; null: no gateway, a demo then shows them */
  codesFor: (organizationId: string | null) => Promise<SendCode | null>
  /** whose premises an invitation is for */
  organizationOfInvitation: (token: string) => Promise<string | null>
  bind: Bind
  residentName: ResidentName
}

/** Answers the operations of the contract's tag `session`. */
export function identityRoutes(http: Http, deps: IdentityDeps): void {
  const { db, identity } = deps
  const { hasher, sessions } = identity
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: deps.secureCookie } as const
  const addresses = new Throttle(CODES_PER_ADDRESS, 10 * MINUTE)
  const signIn = createSignIn({ db, hasher, sessions })

  const enter = async ({ token, row }: Opened, mode: 'cookie' | 'token', reply: FastifyReply, now: Date) => {
    if (mode === 'token') return await describeSession(deps, actorOf(row, now), token)
    // a resident's phone stays signed in; the server decides how long either session lives
    reply.setCookie(COOKIE, token, { ...cookieOptions, ...(row.customer_id ? { maxAge: YEAR_SECONDS } : {}) })
    return await describeSession(deps, actorOf(row, now))
  }

  http.on('signIn', async ({ body, origin, now, reply, request }) => {
    const opened = await refusalsLogged(request, () => signIn(body, origin, now))
    return await enter(opened, body.mode, reply, now)
  })

  http.on('whoAmI', ({ actor }) => describeSession(deps, actor))

  http.on('myPersons', async ({ actor, now }) => ({ items: await listPersons(deps, actor, now), nextCursor: null }))
  http.on('switchPerson', async ({ actor, body, origin, now }) => {
    const next = await switchPerson(db, actor, body.id, origin, now)
    sessions.forget(actor.accountId)
    return await describeSession(deps, next)
  })

  http.on('changeSession', async ({ actor, body }) => {
    await db.transaction(actor.organizationId, async (tx) => {
      tx.queue('update account set locale = $3 where organization_id = $1 and id = $2', [
        actor.organizationId,
        actor.accountId,
        body.locale,
      ])
    })
    sessions.forget(actor.accountId)
    return await describeSession(deps, actor)
  })

  http.on('signOut', async ({ actor, origin, now, reply }) => {
    await db.transaction(actor.organizationId, async (tx) => {
      endSession(tx, actor.sessionId as string, now)
      audit(tx, actor, origin, now, { action: 'identity.signOut', outcome: 'success' })
    })
    sessions.forget(actor.accountId)
    reply.clearCookie(COOKIE, cookieOptions)
    return null
  })

  http.on('changePassword', async ({ actor, body, origin, now }) => {
    await changePassword(identityParts(deps), actor, body, origin, now)
    return await describeSession(deps, actor)
  })

  http.on('askCode', async ({ body, origin, now, locale }) => {
    if (addresses.take(origin.ip, now) > 0) throw new DomainError('http.tooMany')
    const answer = await askCode(deps, body, locale, now)
    return { ...answer, expiresAt: formatInstant(answer.expiresAt.getTime(), 'Asia/Shanghai') }
  })

  http.on('residentSignIn', async ({ body, locale, origin, now, reply, request }) => {
    const opened = await refusalsLogged(request, () => signInResident(deps, { body, locale, origin, now }))
    addresses.giveBack(origin.ip)
    sessions.forget(opened.row.account_id)
    return await enter(opened, body.mode, reply, now)
  })
}

/** Also in the server's log, where tries stand that belong to no organization. */
async function refusalsLogged<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError)
      request.log.warn({ requestId: request.id, ip: request.ip, code: error.code }, 'sign-in refused')
    throw error
  }
}

const identityParts = ({ db, identity }: IdentityDeps) => ({
  db,
  hasher: identity.hasher,
  sessions: identity.sessions,
})
