import { assertMay } from '#platform/access'
import { type Http, pageOf, readCursor } from '#platform/http'
import { type ChoiceDeps, changeMyMessages, myMessages } from './choice.ts'
import { cancelMessage, retryMessage } from './commands.ts'
import { messageDefaults, setMessageDefaults } from './defaults.ts'
import { messageOf, messageRows, type PresentDeps, presentMessages } from './outbox.ts'

/** What everybody chooses for themselves, and the outbox with the company's settings for its administrators. */
export function messageRoutes(http: Pick<Http, 'on'>, deps: ChoiceDeps & PresentDeps): void {
  const { db } = deps
  http.on('myMessages', ({ actor }) => db.read(actor.organizationId, (tx) => myMessages(tx, deps, actor)))
  http.on('changeMyMessages', async (call) => {
    await changeMyMessages(deps, call, call.body)
    return await db.read(call.actor.organizationId, (tx) => myMessages(tx, deps, call.actor))
  })

  http.on('messageDefaults', ({ actor }) => {
    assertMay(actor, 'messages.manage')
    return db.read(actor.organizationId, messageDefaults)
  })
  http.on('setMessageDefaults', async (call) => {
    await setMessageDefaults(db, call, call.body)
    return await db.read(call.actor.organizationId, messageDefaults)
  })

  http.on('listMessages', ({ actor, query: { cursor, limit, ...query }, locale }) => {
    assertMay(actor, 'messages.manage')
    return db.read(actor.organizationId, async (tx) => {
      const rows = await messageRows(tx, query, readCursor(cursor), limit + 1)
      const page = pageOf(
        rows,
        limit,
        (row) => ({ at: row.createdAt, id: row.id }),
        (row) => row,
      )
      return { ...page, items: await presentMessages(tx, deps, page.items, actor, locale) }
    })
  })
  http.on('getMessage', ({ actor, params: { id }, locale }) => {
    assertMay(actor, 'messages.manage')
    return db.read(actor.organizationId, (tx) => messageOf(tx, deps, id, actor, locale))
  })
  http.on('retryMessage', async (call) => {
    await retryMessage(db, call, call.params.id)
    return await db.read(call.actor.organizationId, (tx) =>
      messageOf(tx, deps, call.params.id, call.actor, call.locale),
    )
  })
  http.on('cancelMessage', async (call) => {
    await cancelMessage(db, call, call.params.id)
    return await db.read(call.actor.organizationId, (tx) =>
      messageOf(tx, deps, call.params.id, call.actor, call.locale),
    )
  })
}
