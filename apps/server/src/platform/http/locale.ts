import type { FastifyRequest } from 'fastify'

/** The language to answer in: the signed-in person's own unless the call asks for another; Chinese by default. */
export function readLocale(request: FastifyRequest): 'zh-CN' | 'en' {
  const asked = request.headers['accept-language']?.toLowerCase() ?? ''
  if (asked.startsWith('en')) return 'en'
  if (asked.startsWith('zh')) return 'zh-CN'
  return request.actor?.locale ?? 'zh-CN'
}
