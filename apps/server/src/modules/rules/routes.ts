import type { Http } from '#platform/http'
import {
  changeRule,
  createRule,
  draftRule,
  publishRule,
  type RulesDeps,
  retireRule,
  reviewRule,
  sendBackRule,
} from './commands.ts'
import { compareRule, getRule, listRules } from './queries.ts'

/** Rules and the life of their versions over HTTP. */
export function ruleRoutes(http: Http, deps: RulesDeps): void {
  const { db, kinds } = deps
  http.on('listRules', async (call) => ({
    items: await db.read(call.actor.organizationId, (tx) => listRules(tx, kinds, call, call.query.kind)),
    nextCursor: null,
  }))
  http.on('getRule', (call) => db.read(call.actor.organizationId, (tx) => getRule(tx, kinds, call, call.params.id)))
  http.on('compareRule', ({ actor, params, query }) =>
    db.read(actor.organizationId, (tx) => compareRule(tx, actor, params.id, query.with)),
  )
  http.on('createRule', (call) => createRule(deps, call, call.body))
  http.on('draftRule', (call) => draftRule(deps, call, call.body))
  http.on('changeRule', (call) => changeRule(deps, call, call.params.id, call.body))
  http.on('reviewRule', (call) => reviewRule(deps, call, call.params.id, call.body.revision))
  http.on('sendBackRule', (call) => sendBackRule(deps, call, call.params.id, call.body))
  http.on('publishRule', (call) => publishRule(deps, call, call.params.id, call.body))
  http.on('retireRule', (call) => retireRule(deps, call, call.params.id, call.body))
}
