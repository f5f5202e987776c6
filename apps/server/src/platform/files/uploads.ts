import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import { DomainError, isUuid, newId } from '#kernel'
import type { Files } from './service.ts'
import type { FileRow, Uploader } from './types.ts'

/** A request of the tus protocol as the routes hand it over. */
export type TusCall = {
  method: string
  /** Path without query. */
  path: string
  headers: Record<string, string | string[] | undefined>
  /** Unread, of POST and PATCH. */
  body: Readable | undefined
}

/** What is answered; faults of the protocol itself (409, 412, 460 …) come with the status that tus clients know. */
export type TusAnswer = { status: number; headers: [string, string][]; body: string }

export type Uploads = {
  /** @throws DomainError as {@link Files.admit} and {@link Files.finish}; http.notFound for another account's upload */
  handle(uploader: Uploader, call: TusCall): Promise<TusAnswer>
}

/**
 * Resumable uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload) with its extensions creation,
 * creation-with-upload and termination. The id of an upload is the id of the file it becomes.
 * @param path where the uploads live, `/api/v1/uploads`
 */
export function createUploads(files: Files, path: string): Uploads {
  const { partials } = files
  const callers = new WeakMap<Request, { uploader: Uploader; failure?: unknown }>()
  const callerOf = (request: unknown) => {
    const caller = callers.get(request as Request)
    if (!caller) throw new Error('a request that was not handed over')
    return caller
  }
  const tus = new Server({
    path,
    datastore: partials,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => newId(),
    onUploadCreate: async (request, upload) => {
      const { uploader } = callerOf(request)
      await files.admit(uploader, upload.size ?? 0)
      return { metadata: { filename: upload.metadata?.filename ?? '', owner: ownerMark(uploader) } }
    },
    onUploadFinish: async (request, upload) => {
      const file = await files.finish(callerOf(request).uploader, upload.id, upload.metadata?.filename ?? '')
      const status = request.method === 'POST' ? 201 : 200
      return {
        status_code: status,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(answerOf(file)),
      }
    },
    // only what the protocol defines is answered by tus; the rest goes on to the caller's own error mapper
    onResponseError: (request, error) => {
      if (!('status_code' in error)) callerOf(request).failure = error
      return undefined
    },
  })

  async function forward(uploader: Uploader, call: TusCall): Promise<TusAnswer> {
    const request = new Request(`http://sims${call.path}`, {
      method: call.method,
      headers: Object.entries(call.headers).filter(isOfProtocol),
      ...(call.body ? { body: Readable.toWeb(call.body) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit)
    const caller: { uploader: Uploader; failure?: unknown } = { uploader }
    callers.set(request, caller)
    const response = await tus.handleWeb(request)
    if (caller.failure) throw caller.failure
    return { status: response.status, headers: [...response.headers], body: await response.text() }
  }

  return {
    async handle(uploader, call) {
      if (call.method === 'POST') return forward(uploader, call)
      const id = call.path.slice(path.length + 1)
      const upload = isUuid(id) ? await partials.configstore.get(id) : undefined
      if (upload?.metadata?.owner === ownerMark(uploader)) {
        const { offset, size } = await partials.getUpload(id)
        // all bytes came, but the process died before it sealed them
        if (call.method !== 'HEAD' || offset !== size) return forward(uploader, call)
        await files.finish(uploader, id, upload.metadata.filename ?? '')
      }
      const file = isUuid(id) ? await files.find(uploader, id) : undefined
      if (file?.uploadedBy !== uploader.accountId) throw new DomainError('http.notFound')
      return finished(call.method, file)
    },
  }
}

/** The answer for an upload that has become a file: a client whose last answer got lost learns that it has all come. */
function finished(method: string, file: FileRow): TusAnswer {
  const headers: [string, string][] = [
    ['Tus-Resumable', '1.0.0'],
    ['Cache-Control', 'no-store'],
    ['Upload-Offset', String(file.size)],
    ['Upload-Length', String(file.size)],
  ]
  return { status: method === 'HEAD' ? 200 : 409, headers, body: '' }
}

/** What a finished upload answers, as the contract's `uploadedFile`. */
function answerOf({ id, mediaType, size, width, height }: FileRow) {
  return { id, mediaType, size, width, height }
}

/** tus needs no cookie and no address. */
const isOfProtocol = (header: [string, unknown]): header is [string, string] =>
  /^(upload|tus|content)-/.test(header[0]) && typeof header[1] === 'string'

const ownerMark = ({ organizationId, accountId }: Uploader) => `${organizationId}/${accountId}`
