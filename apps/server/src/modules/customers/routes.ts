import type { Answer } from '@sims/contracts'
import type { Db } from '#platform/db'
import type { Http } from '#platform/http'
import type { Secrets } from '#platform/privacy'
import { commandOf } from './call.ts'
import { createCustomer, revealCustomer } from './commands.ts'
import { changeMyContact, myContact } from './contact.ts'
import type { EndSessions } from './ending.ts'
import { createInvitation, getInvitation } from './invitations.ts'
import { myHomesRoutes } from './my-homes-routes.ts'
import type { EndActing } from './proxies.ts'
import { proxyRoutes } from './proxy-routes.ts'
import { getCustomer, listCustomers } from './queries.ts'
import { residencyRoutes } from './residency-routes.ts'

export interface CustomersDeps {
  db: Db
  secrets: Secrets
  /** what a phone opens, such as `https://sims.example.cn` */
  publicUrl: string
  /** ends the sessions of accounts, with the transaction */
  endSessions: EndSessions
  /** ends the sessions that act by authorities */
  endActing: EndActing
}

/** Customers, their residencies and invitations over HTTP. */
export function customersRoutes(http: Http, deps: CustomersDeps): void {
  const { db, secrets } = deps

  http.on('listCustomers', async ({ actor, query, now }) => ({
    items: await db.read(actor.organizationId, (tx) => listCustomers(tx, secrets, actor, query, now)),
    nextCursor: null,
  }))
  http.on('getCustomer', async ({ actor, params, now }) =>
    db.read(actor.organizationId, (tx) => getCustomer(tx, secrets, actor, params.id, now)),
  )
  http.on('createCustomer', async (call): Promise<Answer<'createCustomer'>> => {
    await createCustomer(db, secrets, commandOf(call, call.body), call.body)
    return await db.read(call.actor.organizationId, (tx) =>
      getCustomer(tx, secrets, call.actor, call.body.id, call.now),
    )
  })
  http.on('revealCustomer', async (call) =>
    db.transaction(call.actor.organizationId, (tx) =>
      revealCustomer(tx, secrets, call, call.params.id, call.body.reason),
    ),
  )
  http.on('myContact', async ({ actor }) => db.read(actor.organizationId, (tx) => myContact(tx, secrets, actor)))
  http.on('changeMyContact', async (call): Promise<Answer<'changeMyContact'>> => {
    const { actor, body } = call
    await changeMyContact(db, secrets, commandOf(call, body), body)
    return await db.read(actor.organizationId, (tx) => myContact(tx, secrets, actor))
  })
  http.on('createInvitation', (call) => createInvitation(deps, commandOf(call, call.body), call.body))
  http.on('getInvitation', ({ params, now }) => getInvitation(db, params.token, now))
  residencyRoutes(http, deps)
  myHomesRoutes(http, deps)
  proxyRoutes(http, deps)
}
