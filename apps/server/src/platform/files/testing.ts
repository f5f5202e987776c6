import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { type Actor, DomainError, newId, systemActor } from '#kernel'
import type { Db } from '#platform/db'
import { createAesCipher, secretsFrom } from '#platform/privacy'
import { testDatabase } from '../db/testing.ts'
import { fileRoutes } from './routes.ts'
import { type FilesOptions, openFiles } from './service.ts'

/**
 * A server with nothing but the file routes, on a database of its own. Refusals answer 422 (404 for what is not found)
 * with their code; a fault of ours answers 500 and is collected in `failures`. `clock.now` may be moved.
 */
export async function startFileServer(options: Partial<FilesOptions> = {}) {
  const database = await testDatabase()
  const { db } = database
  const folder = await mkdtemp(join(tmpdir(), 'sims-files-'))
  const organizations = [await newOrganization(db), await newOrganization(db)] as const
  const secrets = secretsFrom(Buffer.alloc(32, 9))
  const clock = { now: new Date() }
  const cipher = createAesCipher(secrets)
  const files = await openFiles({ folder, db, secrets, cipher, now: () => clock.now, ...options })

  const actors = new Map<string, Actor>()
  const readableRecords = new Set<string>()
  const seesOriginals = new Set<string>()
  const failures: unknown[] = []
  const app = Fastify()
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof DomainError)) {
      failures.push(error)
      return reply.code(500).send({ code: 'http.internal' })
    }
    return reply.code(error.code === 'http.notFound' ? 404 : 422).send({ code: error.code, params: error.params })
  })
  await app.register(fileRoutes, {
    prefix: '/api/v1',
    files,
    db,
    actorOf: async (request) => {
      const actor = actors.get(request.headers.authorization ?? '')
      if (!actor) throw new DomainError('identity.signedOut')
      return actor
    },
    mayRead: async (_tx, actor, file, wants) =>
      readableRecords.has(file.recordId ?? '') && (wants === 'view' || seesOriginals.has(actor.accountId)),
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })

  return {
    app,
    url,
    db,
    owner: database.owner,
    folder,
    files,
    cipher,
    secrets,
    organizations,
    clock,
    failures,
    readableRecords,
    seesOriginals,
    /** A new account of an organization, and the headers it calls with. */
    signIn(organizationId: string = organizations[0]) {
      const token = newId()
      const actor: Actor = { ...systemActor(organizationId, 'Asia/Shanghai'), accountId: newId() }
      actors.set(token, actor)
      return { actor, headers: { authorization: token } }
    },
    async stop() {
      await app.close()
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function newOrganization(db: Db): Promise<string> {
  const id = newId()
  const sql = 'insert into organization (organization_id, name, created_at) values ($1, $2, $3)'
  await db.transaction(id, (tx) => tx.query(sql, [id, '测试物业', new Date(0)]))
  return id
}
