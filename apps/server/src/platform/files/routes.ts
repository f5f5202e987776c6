import type { Readable } from 'node:stream'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, FastifySchema, HTTPMethods } from 'fastify'
import { type Actor, DomainError, isUuid } from '#kernel'
import type { Db, Tx } from '#platform/db'
import { extensionFor } from './kinds.ts'
import { disposition, nameAs } from './name.ts'
import type { Files } from './service.ts'
import { findFile } from './store.ts'
import type { FileRow, Variant } from './types.ts'
import { createUploads } from './uploads.ts'

export type FileRoutesOptions = {
  files: Files
  db: Pick<Db, 'transaction'>
  /** The caller; throws when nobody has signed in. */
  actorOf: (request: FastifyRequest) => Promise<Actor>
  /**
   * Whether the actor may see the record that a file is attached to. `wants` is `original` for a picture with its
   * metadata (where and when it was taken, with which device), which needs more right than its view.
   */
  mayRead: (tx: Tx, actor: Actor, file: FileRow, wants: 'view' | 'original') => Promise<boolean>
}

/** The pictures we make ourselves; nothing else is ever shown inside a page. */
const MADE = { view: ['image/jpeg', 'jpg'], thumbnail: ['image/webp', 'webp'] } as const

/**
 * POST, HEAD, PATCH, DELETE /uploads (tus) · GET /files/:id (the view of a picture, else the file as an attachment) ·
 * GET /files/:id/thumbnail · GET /files/:id/original. Registered under the API's prefix.
 */
export const fileRoutes: FastifyPluginAsync<FileRoutesOptions> = async (app, { files, db, actorOf, mayRead }) => {
  const uploads = createUploads(files, `${app.prefix}/uploads`)

  // the body stays a stream: it may be larger than any other, and it is written as it comes
  app.addContentTypeParser('application/offset+octet-stream', (_request, body, done) => done(null, body))

  const tus = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await actorOf(request)
    const answer = await uploads.handle(actor, {
      method: request.method,
      path: request.url.split('?')[0] as string,
      headers: request.headers,
      body: request.body as Readable | undefined,
    })
    // what was left unread of a refused body would be taken for the next request
    if (request.body && !request.raw.readableEnded) reply.header('connection', 'close')
    for (const [name, value] of answer.headers) reply.header(name, value)
    return reply.code(answer.status).send(answer.body)
  }
  for (const [method, url, schema] of UPLOADS) app.route({ method, url, schema, handler: tus })

  const send = (ask: Variant) => async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await actorOf(request)
    const { id } = request.params as { id: string }
    const file = isUuid(id) ? await readable(actor, id, ask) : undefined
    if (!file) throw new DomainError('http.notFound')
    if (ask === 'thumbnail' && !file.hasThumbnail) throw new DomainError('http.notFound')
    const variant = file.hasThumbnail ? ask : 'original'
    const etag = `"${file.id}-${variant}"`
    // the right is asked for each time, the bytes never change
    reply.header('cache-control', 'private, no-cache').header('etag', etag).header('vary', 'cookie, authorization')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    const [mediaType, extension] =
      variant === 'original' ? [file.mediaType, extensionFor(file.mediaType)] : MADE[variant]
    return reply
      .header('content-type', mediaType)
      .header(
        'content-disposition',
        disposition(variant === 'original' ? 'attachment' : 'inline', nameAs(file.name, extension)),
      )
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .send(await files.read(file, variant))
  }

  /** The file when the actor may see it. Until it is attached, only who uploaded it does. */
  const readable = (actor: Actor, id: string, ask: Variant) =>
    db.transaction(actor.organizationId, async (tx) => {
      const file = await findFile(tx, id)
      if (!file) return undefined
      const wants = ask === 'original' && file.hasThumbnail ? 'original' : 'view'
      const may = file.recordId ? await mayRead(tx, actor, file, wants) : file.uploadedBy === actor.accountId
      return may ? file : undefined
    })

  app.get('/files/:id', { schema: documented('getFile', 'A picture without its metadata, or a file') }, send('view'))
  app.get('/files/:id/thumbnail', { schema: documented('getThumbnail', 'A picture, small') }, send('thumbnail'))
  app.get('/files/:id/original', { schema: documented('getOriginal', 'A file as it was uploaded') }, send('original'))
}

function documented(operationId: string, summary: string, description?: string): FastifySchema {
  return { operationId, summary, tags: ['files'], ...(description ? { description } : {}) }
}

const PROTOCOL =
  'Resumable upload by tus 1.0.0 (https://tus.io/protocols/resumable-upload): creation, creation-with-upload, ' +
  'termination. The answer to the last piece is an uploadedFile; name its id in a command.'
const UPLOADS: readonly [HTTPMethods, string, FastifySchema][] = [
  ['POST', '/uploads', documented('beginUpload', 'Begin an upload', PROTOCOL)],
  ['HEAD', '/uploads/:id', documented('getUpload', 'How much of an upload has come', PROTOCOL)],
  ['PATCH', '/uploads/:id', documented('continueUpload', 'Send the next piece of an upload', PROTOCOL)],
  ['DELETE', '/uploads/:id', documented('dropUpload', 'Give an upload up', PROTOCOL)],
]
