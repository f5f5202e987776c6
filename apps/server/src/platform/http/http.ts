import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import {
  type Answer,
  API_PREFIX,
  endpoints,
  type Operation,
  type OperationName,
  operations,
  scopesOf,
} from '@sims/contracts'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { readJson } from './body.ts'
import { completeDocument, openapiBase } from './document.ts'
import { readLocale } from './locale.ts'
import { problemOf, retryAfter } from './problem.ts'

/** Where a call came from, for timeline and audit. */
export interface Origin {
  requestId: string
  ip: string
  userAgent: string
}

/** A call whose form is right and whose caller is known. */
export interface Incoming<N extends OperationName> {
  actor: Operationless<N>
  params: Part<N, 'params'>
  query: Part<N, 'query'>
  body: Part<N, 'body'>
  /** the Idempotency-Key; empty when the operation is not a command */
  key: string
  origin: Origin
  /** the moment of receipt: the only clock that what follows may know */
  now: Date
  locale: 'zh-CN' | 'en'
  request: FastifyRequest
  reply: FastifyReply
}
type Operationless<N extends OperationName> = (typeof operations)[N] extends { open: true } ? Actor | null : Actor
type Part<N extends OperationName, K extends string> =
  (typeof operations)[N] extends Record<K, infer S> ? (S extends { _zod: { output: infer O } } ? O : never) : never

export interface HttpOptions {
  /** who holds this token; null when nobody does (any more). `watching`: it is no use of the session that counts */
  authenticate: (token: string, now: Date, watching?: boolean) => Promise<Authenticated | null>
  /**
   * who calls with an API key: a token that begins with `sims_`; without it there are none
   * @throws DomainError when nobody may
   */
  authenticateKey?: (token: string, origin: Origin, now: Date) => Promise<Actor>
  /** told of every refused or failed change, after its transaction is gone */
  onRefused: (actor: Actor, operation: OperationName, error: unknown, origin: Origin, now: Date) => Promise<void>
  trustProxy: boolean | number | string[]
  /** PEM texts */
  tls?: { cert: string; key: string } | undefined
  logger: { level: string }
  now?: () => Date
}
export interface Authenticated {
  actor: Actor
  mustChangePassword: boolean
}

export interface Http {
  app: FastifyInstance
  /**
   * Answers one operation of the contract: its form is checked on the way in and on the way out. One that `produces` a
   * file may answer it whole, or by `inPieces`.
   */
  on<N extends OperationName>(name: N, handler: (call: Incoming<N>) => Promise<Answer<N>>): void
  /**
   * The caller of a path outside the contract (files, events); throws when nobody has signed in. `watching`: a page left
   * open asks, not a person, so the session does not live on by it.
   */
  actorOf(request: FastifyRequest, watching?: boolean): Promise<Actor>
  now: () => Date
}

export const SESSION_COOKIE = 'sims_session'
/** no session's token begins so */
const KEY_PREFIX = 'sims_'
const WHILE_PASSWORD_IS_NEW: readonly OperationName[] = ['whoAmI', 'changePassword', 'signOut', 'changeSession']

export async function createHttp(options: HttpOptions): Promise<Http> {
  const now = options.now ?? (() => new Date())
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error, readLocale(request), request.id)
    if (problem.code === 'http.internal') request.log.error({ err: error, requestId: request.id }, 'unexpected failure')
    const wait = retryAfter(problem)
    if (wait !== undefined) reply.header('retry-after', String(wait))
    return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
  }
  const app: FastifyInstance = Fastify({
    logger: loggerOf(options.logger.level),
    // every change leaves its trail in the audit; the log is for what goes wrong
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    genReqId: () => randomBytes(8).toString('hex'),
    // an address that is no text never comes to a route
    frameworkErrors: refuse,
    ...secure(options.tls),
  } as FastifyServerOptions)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  await app.register(swagger, {
    openapi: openapiBase as never,
    transform: jsonSchemaTransform,
    transformObject: (made) => ('openapiObject' in made ? completeDocument(made.openapiObject as never) : {}) as never,
    stripBasePath: true,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson)

  const authenticated = async (request: FastifyRequest, watching = false): Promise<Authenticated> => {
    const token = tokenOf(request)
    if (token?.startsWith(KEY_PREFIX) && options.authenticateKey) {
      return { actor: await options.authenticateKey(token, originOf(request), now()), mustChangePassword: false }
    }
    const found = token ? await options.authenticate(token, now(), watching) : null
    if (!found) throw new DomainError('identity.signedOut')
    return found
  }

  /** Whatever else a key may see, it calls the operations of its scopes and no others. */
  const checkScope = async (request: FastifyRequest, actor: Actor, name: OperationName) => {
    const scopes: readonly string[] = scopesOf(name)
    if (actor.grants.some(({ role }) => scopes.includes(role))) return
    const error =
      scopes.length > 0 ? new DomainError('apiKeys.scope', { scopes }) : new DomainError('apiKeys.notForKeys')
    await options.onRefused(actor, name, error, originOf(request), now())
    throw error
  }

  app.setErrorHandler(refuse)
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
    // nobody puts our pages into theirs, and what the API answers stays in no cache
    reply.header('x-frame-options', 'DENY')
    if (request.url.startsWith(API_PREFIX) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
    if (options.tls) reply.header('strict-transport-security', 'max-age=31536000')
  })

  return {
    app,
    now,
    actorOf: async (request, watching) => {
      refuseCrossSite(request)
      const { actor, mustChangePassword } = await authenticated(request, watching)
      if (mustChangePassword) throw new DomainError('identity.mustChangePassword')
      // files and the event stream are for people
      if (actor.kind === 'apiKey') throw new DomainError('apiKeys.notForKeys')
      return actor
    },
    on(name, handler) {
      const operation: Operation = operations[name]
      const [method = '', path = ''] = endpoints[name].split(' ')
      const success = path.startsWith('/') && name.startsWith('create') ? 201 : 200
      app.route({
        method,
        url: API_PREFIX + path,
        schema: {
          ...documentation(name, operation),
          ...(operation.params ? { params: operation.params } : {}),
          ...(operation.query ? { querystring: operation.query } : {}),
          ...(operation.body ? { body: operation.body } : {}),
          response: { [success]: answerOf(operation) },
        },
        // before the body is looked at: who is not signed in learns nothing of its form
        onRequest: async (request) => {
          refuseCrossSite(request)
          if (operation.open) return
          const found = await authenticated(request)
          if (found.mustChangePassword && !WHILE_PASSWORD_IS_NEW.includes(name)) {
            throw new DomainError('identity.mustChangePassword')
          }
          if (found.actor.kind === 'apiKey') await checkScope(request, found.actor, name)
          request.actor = found.actor
        },
        handler: async (request, reply) => {
          const call = {
            actor: request.actor ?? null,
            params: request.params,
            query: request.query,
            body: request.body,
            key: operation.command ? keyOf(request) : '',
            origin: originOf(request),
            now: now(),
            locale: readLocale(request),
            request,
            reply,
          } as Incoming<typeof name>
          try {
            const answer = await handler(call)
            if (operation.produces) reply.type(operation.produces)
            return reply.code(success).send(answer)
          } catch (error) {
            if (request.actor && method !== 'GET')
              await options.onRefused(request.actor, name, error, call.origin, call.now)
            throw error
          }
        },
      })
    },
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor
    /** of a body of JSON, the bytes as they came */
    rawBody?: Buffer
  }
}

const loggerOf = (level: string) =>
  level === 'silent' ? false : { level, redact: ['req.headers.authorization', 'req.headers.cookie'] }

const secure = (tls: HttpOptions['tls']) =>
  tls ? { https: { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } } : {}

/** Bytes go out as they are; what is JSON is held against its schema. */
const answerOf = ({ produces, answer, summary }: Operation) =>
  produces
    ? { description: summary, content: { [produces]: { schema: z.string().meta({ format: 'binary' }) } } }
    : answer

/** A session opens every operation; a key those of its scopes, any one of which will do. */
const securityOf = (name: string): { security?: Record<string, string[]>[] } => {
  const scopes = scopesOf(name)
  if (scopes.length === 0) return {}
  return { security: [{ session: [] }, { cookie: [] }, ...scopes.map((scope) => ({ apiKey: [scope] }))] }
}

function documentation(name: string, operation: Operation) {
  return {
    operationId: name,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.open ? { security: [] } : securityOf(name)),
  }
}

export const originOf = (request: FastifyRequest): Origin => ({
  requestId: request.id,
  ip: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
})

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : request.cookies[SESSION_COOKIE]
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\w:.-]{8,100}$/.test(key)) throw new DomainError('command.keyMissing')
  return key
}

/** A form on a foreign page can send the cookie but not this header, which needs a permission we never give. */
function refuseCrossSite(request: FastifyRequest): void {
  const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
  if (!safe && request.cookies[SESSION_COOKIE] && request.headers['x-sims'] !== '1')
    throw new DomainError('http.crossSite')
}
