import type { Answer } from '@sims/contracts'
import type { Http, Incoming } from '#platform/http'
import { commandOf } from './call.ts'
import { asLeaving, asOwner, claim, claimableIn } from './claims.ts'
import { inviteAsOwner } from './invitations.ts'
import { myHomes, residentOf } from './my-homes.ts'
import { answerResidency, endResidency } from './residencies.ts'
import type { CustomersDeps } from './routes.ts'

/** How residents bind themselves and each other to premises. */
export function myHomesRoutes(http: Http, deps: CustomersDeps): void {
  const { db, secrets } = deps
  const homes = ({ actor, now }: Pick<Incoming<'myHomes'>, 'actor' | 'now'>): Promise<Answer<'myHomes'>> =>
    db.read(actor.organizationId, (tx) => myHomes(tx, secrets, actor, now))

  http.on('myHomes', homes)
  http.on('claimable', async ({ actor }) => {
    residentOf(actor)
    return await db.read(actor.organizationId, claimableIn)
  })
  http.on('claimPremises', async (call): Promise<Answer<'claimPremises'>> => {
    await claim(db, commandOf(call, call.body), call.body)
    return await homes(call)
  })
  http.on('inviteToHome', (call) => inviteAsOwner(deps, commandOf(call, call.body), call.body))
  http.on('answerClaim', async (call): Promise<Answer<'answerClaim'>> => {
    const { actor, params, body } = call
    await answerResidency(deps, commandOf(call, { ...params, ...body }), params.id, body, asOwner(actor))
    return await homes(call)
  })
  http.on('leaveHome', async (call): Promise<Answer<'leaveHome'>> => {
    const { actor, params, body } = call
    await endResidency(deps, commandOf(call, { ...params, ...body }), params.id, body, asLeaving(actor))
    return await homes(call)
  })
}
