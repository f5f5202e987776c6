import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import { listCommunities, listPlaces, myPlaces } from './queries.ts'

/** Communities and places over HTTP. Everybody signed in may ask; what they see is what the queries let through. */
export function estateRoutes(http: Http, { db }: { db: Db }): void {
  http.on('listCommunities', async ({ actor, now }) => ({
    items: await db.read(actor.organizationId, (tx) => listCommunities(tx, actor, now)),
    nextCursor: null,
  }))
  http.on('listPlaces', async ({ actor, query, now }) => ({
    items: await db.read(actor.organizationId, (tx) => listPlaces(tx, actor, query, now)),
    nextCursor: null,
  }))
  http.on('myPlaces', async ({ actor, now }) => db.read(actor.organizationId, (tx) => myPlaces(tx, actor, now)))
}
