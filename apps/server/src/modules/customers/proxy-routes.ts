import type { Answer } from '@sims/contracts'
import type { Http, Incoming } from '#platform/http'
import { commandOf } from './call.ts'
import { residentOf } from './my-homes.ts'
import { customersVisible } from './policy.ts'
import { nameMyProxy, nameProxy, revokeProxy } from './proxies.ts'
import { proxiesOf } from './proxy-list.ts'
import { readCustomer } from './queries.ts'
import type { CustomersDeps } from './routes.ts'

/** Who may act for whom, at the desk and on the person's own phone. */
export function proxyRoutes(http: Http, deps: CustomersDeps): void {
  const { db, secrets } = deps
  const mine = ({ actor, now }: Pick<Incoming<'myProxies'>, 'actor' | 'now'>): Promise<Answer<'myProxies'>> => {
    const own = residentOf(actor)
    return db.read(actor.organizationId, (tx) => proxiesOf(tx, secrets, actor, own, now))
  }
  const of = ({ actor, now }: Pick<Incoming<'listProxies'>, 'actor' | 'now'>, id: string) =>
    db.read(actor.organizationId, async (tx): Promise<Answer<'listProxies'>> => {
      await readCustomer(tx, customersVisible(actor, 'proxies.manage'), id)
      return await proxiesOf(tx, secrets, actor, id, now)
    })

  http.on('listProxies', (call) => of(call, call.params.id))
  http.on('nameProxy', async (call): Promise<Answer<'nameProxy'>> => {
    const { params, body } = call
    await nameProxy(deps, commandOf(call, { ...params, ...body }), params.id, body)
    return await of(call, params.id)
  })
  http.on('revokeProxy', async (call): Promise<Answer<'revokeProxy'>> => {
    const { params, body } = call
    customersVisible(call.actor, 'proxies.manage')
    const reason = body.reason?.trim() || null
    return await of(call, await revokeProxy(deps, commandOf(call, { ...params, ...body }), params.id, reason))
  })
  http.on('myProxies', mine)
  http.on('nameMyProxy', async (call): Promise<Answer<'nameMyProxy'>> => {
    await nameMyProxy(deps, commandOf(call, call.body), call.body)
    return await mine(call)
  })
  http.on('revokeMyProxy', async (call): Promise<Answer<'revokeMyProxy'>> => {
    residentOf(call.actor)
    await revokeProxy(deps, commandOf(call, call.params), call.params.id, null)
    return await mine(call)
  })
}
