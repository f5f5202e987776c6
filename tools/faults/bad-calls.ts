import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Case } from './expect.ts'
import type { RawCall } from './raw.ts'
import type { Stage } from './stage.ts'

const REQUESTS = '/api/v1/service-requests'

/** Addresses, headers and tokens that are wrong. */
export function badCalls(stage: Stage): Case[] {
  const token = stage.agent.token
  const cursor = (text: string) => `${REQUESTS}?cursor=${Buffer.from(text).toString('base64url')}`
  const get = (path: string): RawCall => ({ path, token })
  const body = { id: newId(), category: 'waterLeak', placeId: stage.homeId, description: '漏水' }
  const withKey = (key: string): RawCall => ({ path: REQUESTS, token, body, headers: { 'idempotency-key': key } })
  const notFound = { status: 404, code: 'http.notFound' }
  const invalid = { status: 422, code: 'http.invalid' }
  const signedOut = { status: 401, code: 'identity.signedOut' }
  return [
    { name: 'an address that there is not', call: get('/api/v1/nothing'), ...notFound },
    { name: 'a method that there is not', call: { ...get(REQUESTS), method: 'DELETE' }, ...notFound },
    { name: 'an address that is no text', call: get('/api/v1/service-requests/%ff'), ...notFound },
    { name: 'an address with NUL', call: get('/a%00b.js'), ...notFound },
    { name: 'an address with ways up', call: get('/api/v1/../../etc/passwd'), ...notFound },
    {
      name: 'an address of 20,000 characters',
      call: get(`${REQUESTS}/${'a'.repeat(20_000)}`),
      status: [404, 414, 422, 431],
    },
    { name: 'an id that is none', call: get(`${REQUESTS}/7`), ...invalid, fields: ['id fields.format'] },
    { name: 'an id with NUL', call: get(`${REQUESTS}/%00`), ...invalid },
    { name: 'a limit of 0', call: get(`${REQUESTS}?limit=0`), ...invalid, fields: ['limit fields.tooShort'] },
    { name: 'a limit of 1e9', call: get(`${REQUESTS}?limit=1e9`), ...invalid, fields: ['limit fields.tooLong'] },
    { name: 'a limit that is no number', call: get(`${REQUESTS}?limit=many`), ...invalid },
    { name: 'an unknown question', call: get(`${REQUESTS}?sort=phone`), ...invalid, fields: [' fields.unknown'] },
    { name: 'the same question twice', call: get(`${REQUESTS}?q=a&q=b`), ...invalid },
    { name: 'NUL in a search', call: get(`${REQUESTS}?q=%00a`), ...invalid, fields: ['q fields.nul'] },
    { name: 'half a character in a search', call: get(`${REQUESTS}?q=%ed%a0%80`), status: [200, 400, 422] },
    {
      name: 'signs of SQL and patterns in a search',
      call: get(`${REQUESTS}?q=${encodeURIComponent(`%_\\'"; --`)}`),
      status: 200,
    },
    {
      name: 'a cursor that is none',
      call: get(`${REQUESTS}?cursor=%F0%9F%98%80`),
      ...invalid,
      fields: ['cursor fields.format'],
    },
    { name: 'a cursor before all time', call: get(cursor(`-8640000000000000|${newId()}`)), ...invalid },
    { name: 'a cursor with an id of dashes', call: get(cursor(`1|${'-'.repeat(36)}`)), ...invalid },
    { name: 'no key', call: withKey(''), status: 422, code: 'command.keyMissing' },
    { name: 'a key of 101 characters', call: withKey('k'.repeat(101)), status: 422, code: 'command.keyMissing' },
    { name: 'a key with a blank', call: withKey('a b c d e f'), status: 422, code: 'command.keyMissing' },
    { name: 'nobody signed in', call: { path: REQUESTS }, ...signedOut },
    { name: 'nobody signed in, with a body that is wrong', call: { path: REQUESTS, body: '{' }, ...signedOut },
    { name: 'a token that nobody has', call: { path: REQUESTS, token: 'A'.repeat(43) }, ...signedOut },
    { name: 'a token that is none', call: { path: REQUESTS, token: "' or 1=1 --" }, ...signedOut },
    {
      name: 'a cookie from a foreign page',
      call: { path: REQUESTS, body, headers: { cookie: `sims_session=${token}` } },
      status: 403,
      code: 'http.crossSite',
    },
    {
      name: 'a login with NUL',
      call: { path: '/api/v1/session', body: { account: 'a\u0000', password: 'x' } },
      ...invalid,
    },
    {
      name: 'a login with half a character',
      call: { path: '/api/v1/session', body: { account: '\udc00', password: 'x' } },
      ...invalid,
    },
    {
      name: 'a login of SQL',
      call: { path: '/api/v1/session', body: { account: "' or 1=1 --", password: 'x' } },
      status: 401,
    },
    { name: 'a phone that is none', call: { path: '/api/v1/one-time-codes', body: { phone: '😀' } }, status: 422 },
  ]
}
