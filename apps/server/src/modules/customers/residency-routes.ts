import type { Answer } from '@sims/contracts'
import type { Actor } from '#kernel'
import { placeForRequest } from '#modules/estate'
import type { Tx } from '#platform/db'
import type { Http } from '#platform/http'
import { commandOf } from './call.ts'
import { premisesCare, setPremisesCare } from './care.ts'
import { premisesIn } from './commands.ts'
import { previewMoveOut } from './move-out-preview.ts'
import { customersVisible } from './policy.ts'
import { answerResidency, asStaff, endResidency, moveOut } from './residencies.ts'
import { getHousehold, getResidency, listResidencies } from './residency-list.ts'
import { addRollEntry, removeRollEntry } from './roll.ts'
import type { CustomersDeps } from './routes.ts'

/** Who is tied to which premises, as the service centre works on it. */
export function residencyRoutes(http: Http, deps: CustomersDeps): void {
  const { db, secrets } = deps
  const read = <T>(actor: Actor, ask: (tx: Tx) => Promise<T>) => db.read(actor.organizationId, ask)
  const premises = async (tx: Tx, actor: Actor, id: string) =>
    premisesIn(customersVisible(actor, 'residencies.verify'), await placeForRequest(tx, id))

  http.on('listResidencies', async ({ actor, query, now }) =>
    read(actor, (tx) => listResidencies(tx, secrets, actor, query, now)),
  )
  http.on('verifyResidency', async (call): Promise<Answer<'verifyResidency'>> => {
    const { actor, params, body, now } = call
    await answerResidency(deps, commandOf(call, { ...params, ...body }), params.id, body, asStaff(actor))
    return await read(actor, (tx) => getResidency(tx, secrets, actor, params.id, now))
  })
  http.on('endResidency', async (call): Promise<Answer<'endResidency'>> => {
    const { actor, params, body, now } = call
    await endResidency(deps, commandOf(call, { ...params, ...body }), params.id, body, asStaff(actor))
    return await read(actor, (tx) => getResidency(tx, secrets, actor, params.id, now))
  })
  http.on('getPremisesCare', async ({ actor, params }) => read(actor, (tx) => premisesCare(tx, actor, params.id)))
  http.on('setPremisesCare', async (call): Promise<Answer<'setPremisesCare'>> => {
    const { actor, params, body } = call
    await setPremisesCare(db, commandOf(call, { ...params, ...body }), params.id, body)
    return await read(actor, (tx) => premisesCare(tx, actor, params.id))
  })
  http.on('getHousehold', async ({ actor, params, now }) =>
    read(actor, (tx) => getHousehold(tx, secrets, actor, params.id, now)),
  )
  http.on('addRollEntry', async (call): Promise<Answer<'addRollEntry'>> => {
    const { actor, params, body, now } = call
    await addRollEntry(db, secrets, commandOf(call, { ...params, ...body }), params.id, body)
    return await read(actor, (tx) => getHousehold(tx, secrets, actor, params.id, now))
  })
  http.on('removeRollEntry', async (call): Promise<Answer<'removeRollEntry'>> => {
    const { actor, params, now } = call
    const premisesId = await removeRollEntry(db, commandOf(call, params), params.id)
    return await read(actor, (tx) => getHousehold(tx, secrets, actor, premisesId, now))
  })
  http.on('previewMoveOut', async ({ actor, params }) =>
    read(actor, async (tx) => {
      await premises(tx, actor, params.id)
      return await previewMoveOut(tx, secrets, actor, params.id)
    }),
  )
  http.on('moveOut', async (call): Promise<Answer<'moveOut'>> => {
    const { actor, params, body, now } = call
    const command = commandOf(call, { ...params, ...body })
    await moveOut(deps, command, params.id, body, (tx) => premises(tx, actor, params.id))
    return await read(actor, (tx) => getHousehold(tx, secrets, actor, params.id, now))
  })
}
