import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export interface Web {
  /** folder with the built pages */
  dist: string
  /** `/` or `/m/` */
  base: string
}

const YEAR = 'public, max-age=31536000, immutable'

/**
 * Serves the built webs. Files with a hash in their name never change and are kept for a year; a page's own address
 * that is no file is answered with the web's first page, which finds the way itself.
 */
export async function serveWebs(app: FastifyInstance, webs: readonly Web[]): Promise<void> {
  const built = webs.filter((web) => existsSync(join(web.dist, 'index.html')))
  let first = true
  for (const web of built) {
    await app.register(statics, {
      root: web.dist,
      prefix: web.base,
      wildcard: false,
      decorateReply: first,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes(`${join(web.dist, 'assets')}`) ? YEAR : 'no-cache')
      },
    })
    first = false
  }
  const longestFirst = [...built].sort((a, b) => b.base.length - a.base.length)
  for (const web of longestFirst) {
    app.get(`${web.base}*`, { schema: { hide: true } as object }, (request: FastifyRequest, reply: FastifyReply) => {
      const page = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
      if (!page) return reply.callNotFound()
      return reply.header('cache-control', 'no-cache').sendFile('index.html', web.dist)
    })
  }
}
