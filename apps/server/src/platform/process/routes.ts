import { DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { definitionById } from './definitions.ts'
import { presentPicture } from './present.ts'

export function processRoutes(http: Http, { db }: { db: Db }): void {
  http.on('getProcess', async ({ actor, params }) => {
    assertMay(actor, 'process.read')
    const found = await db.transaction(actor.organizationId, (tx) => definitionById(tx, params.id))
    if (!found) throw new DomainError('http.notFound')
    return presentPicture(found)
  })
}
