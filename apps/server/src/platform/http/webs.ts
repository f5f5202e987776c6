import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#kernel'

export interface Web {
  /** folder with the built pages */
  dist: string
  /** `/` or `/m/` */
  base: string
}

const YEAR = 'public, max-age=31536000, immutable'

/**
 * Serves the built webs. Files with a hash in their name never change and are kept for a year; a page's own address
 * that is no file is answered with the web's first page, which finds the way itself. Whatever else is not there is
 * refused as not found.
 */
export async function serveWebs(app: FastifyInstance, webs: readonly Web[]): Promise<void> {
  const built = webs.filter((web) => existsSync(join(web.dist, 'index.html')))
  let first = true
  for (const { dist, base } of built) {
    await app.register(statics, {
      root: dist,
      prefix: base,
      decorateReply: first,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(join(dist, 'assets')) ? YEAR : 'no-cache')
      },
    })
    first = false
  }
  const longestFirst = [...built].sort((a, b) => b.base.length - a.base.length)
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const isPage =
      request.method === 'GET' && request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
    const web = isPage && longestFirst.find(({ base }) => request.url.startsWith(base))
    if (!web) throw new DomainError('http.notFound')
    return reply.header('cache-control', 'no-cache').sendFile('index.html', web.dist)
  })
}
