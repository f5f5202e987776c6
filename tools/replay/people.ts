import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, type Client, createClient, type MyPlaces, type Session } from '@sims/contracts/web'

/** Somebody who has signed in. */
export interface Person {
  api: Client
  session: Session
  token: string
}
export interface Resident extends Person {
  places: { premises: MyPlaces['premises']; areas: MyPlaces['areas'] }
}

/** who waits longer for an answer waits for nothing */
const ANSWER_MS = 60_000

/** A client that signs in by token; `token` may still be unknown when it is made. */
export const clientAt = (url: string, token: () => string | undefined, locale = 'zh-CN'): Client =>
  createClient({
    base: url,
    token,
    locale: () => locale,
    fetch: (at, init) => fetch(at, { ...init, signal: AbortSignal.timeout(ANSWER_MS) }),
  })

/**
 * Signs a member of staff in. A first password is changed, as the server demands; `changed` is told the new one.
 * @throws ApiError when the password is wrong
 */
export async function signInStaff(
  url: string,
  account: string,
  password: string,
  changed: (account: string, password: string) => void = () => undefined,
): Promise<Person> {
  let token: string | undefined
  const api = clientAt(url, () => token)
  let session = await api('signIn', { body: { account, password, mode: 'token' } })
  token = session.token
  if (session.mustChangePassword) {
    const next = newPassword()
    session = await api('changePassword', { body: { current: password, next } })
    token = session.token ?? token
    changed(account, next)
  }
  return { api, session, token: token as string }
}

/** Long, of all four kinds of characters, and without any word. */
const newPassword = () => `Qv7!${randomBytes(9).toString('base64url')}#k2`

/** Signs a resident in by phone and the code that the demo shows; waits when one was asked for a moment ago. */
export async function signInResident(url: string, phone: string): Promise<Resident> {
  let token: string | undefined
  const api = clientAt(url, () => token)
  const ask = () => api('askCode', { body: { phone } })
  const { shownCode } = await ask().catch(async (error: unknown) => {
    const seconds = error instanceof ApiError && error.problem.params?.seconds
    if (typeof seconds !== 'number' || seconds > 90) throw error
    await sleep(seconds * 1000)
    return await ask()
  })
  if (!shownCode) throw new Error('this server shows no codes: residents can be played in a demo only')
  const session = await api('residentSignIn', { body: { phone, code: shownCode, mode: 'token' } })
  token = session.token
  const { premises, areas } = await api('myPlaces')
  return {
    api,
    session,
    token: token as string,
    places: { premises: premises.filter((place) => place.verified), areas },
  }
}

/**
 * Repeats a call whose answer was lost: the line broke, or the server was away. The caller gives commands a key of their
 * own, so that a repeated one has one effect.
 */
export async function persistently<T>(call: () => Promise<T>, attempts = 6): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      const lost = error instanceof TypeError || (error as Error).name === 'TimeoutError'
      const away = lost || (error instanceof ApiError && error.problem.status === 503)
      if (!away || attempt === attempts) throw error
      await sleep(100 * 2 ** attempt)
    }
  }
}
