import { assertMay } from '#platform/access'
import type { Http } from '#platform/http'
import { changeHook, createHook, type HookDeps, redeliver, removeHook, rotateHookSecret, testHook } from './commands.ts'
import { listDeliveries, listHooks } from './queries.ts'

/** Answers the operations of the tag `hooks`, for the system administrator. */
export function hookRoutes(http: Pick<Http, 'on'>, deps: HookDeps): void {
  const { db } = deps
  http.on('listHooks', async ({ actor, now }) => {
    assertMay(actor, 'hooks.manage')
    return { items: await db.read(actor.organizationId, (tx) => listHooks(tx, actor, now)), nextCursor: null }
  })
  http.on('createHook', async (call) => ({ id: call.body.id, ...(await createHook(deps, call, call.body)) }))
  http.on('changeHook', async (call) => {
    const { id } = call.params
    return { id, version: await changeHook(deps, call, id, call.body) }
  })
  http.on('rotateHookSecret', async (call) => {
    const { id } = call.params
    return { id, ...(await rotateHookSecret(deps, call, id, call.body)) }
  })
  http.on('removeHook', async (call) => {
    await removeHook(deps, call, call.params.id)
    return null
  })
  http.on('testHook', async (call) => ({ deliveryId: await testHook(deps, call, call.params.id) }))
  http.on('listHookDeliveries', ({ actor, params, query }) => {
    assertMay(actor, 'hooks.manage')
    return db.read(actor.organizationId, (tx) => listDeliveries(tx, actor, params.id, query))
  })
  http.on('redeliverHook', async (call) => {
    await redeliver(deps, call, call.params.id)
    return { deliveryId: call.params.id }
  })
}
