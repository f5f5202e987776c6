import { type Answer, GATEWAY_CHANNELS, type Gateway, type GatewayChannel } from '@sims/contracts'
import { type Actor, DomainError, formatInstant, newId } from '#kernel'
import { assertMay } from '#platform/access'
import { audit } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import type { Http, Incoming } from '#platform/http'
import { type Cipher, textableNumber } from '#platform/privacy'
import { removeGateway, setGateway } from './commands.ts'
import type { Gateways } from './gateways.ts'
import { receiptsUrlOf, sendMessage } from './send.ts'
import { gatewayRows } from './store.ts'

export interface GatewayDeps {
  db: Db
  cipher: Cipher
  gateways: Gateways
  /** origin under which gateways reach this server */
  publicUrl: string
}

/** Answers the operations of the tag `gateways`, for the system administrator. */
export function gatewayRoutes(http: Pick<Http, 'on'>, deps: GatewayDeps): void {
  const { db, gateways } = deps
  const one = (actor: Actor, channel: GatewayChannel) =>
    db.read(actor.organizationId, async (tx) => (await allOf(tx, deps, actor)).find((it) => it.channel === channel))
  http.on('listGateways', ({ actor }) => {
    assertMay(actor, 'messages.manage')
    return db.read(actor.organizationId, async (tx) => ({ items: await allOf(tx, deps, actor) }))
  })
  http.on('setGateway', async (call) => {
    await setGateway(deps, call, call.params.channel, call.body)
    return (await one(call.actor, call.params.channel)) as Gateway
  })
  http.on('removeGateway', async (call) => {
    const { channel } = call.params
    await removeGateway(deps, call, channel, gateways.ofServer(channel) !== null)
    return (await one(call.actor, channel)) as Gateway
  })
  http.on('testGateway', (call) => test(deps, call))
}

async function allOf(tx: Tx, { gateways, publicUrl }: GatewayDeps, { timeZone }: Actor): Promise<Gateway[]> {
  const rows = await gatewayRows(tx)
  return GATEWAY_CHANNELS.map((channel): Gateway => {
    const row = rows.find((it) => it.channel === channel)
    const receiptsUrl = receiptsUrlOf(publicUrl, channel, tx.organizationId)
    if (row)
      return {
        channel,
        source: 'page',
        url: row.url,
        keyId: row.keyId,
        changedAt: formatInstant(row.changedAt.getTime(), timeZone),
        receiptsUrl,
      }
    const server = gateways.ofServer(channel)
    return {
      channel,
      source: server && 'server',
      // its path may hold a secret of whoever runs the server
      url: server?.url.origin ?? null,
      keyId: server?.keyId ?? null,
      changedAt: null,
      receiptsUrl,
    }
  })
}

const TEST = {
  'zh-CN': '这是服务信息管理系统发出的测试消息，收到即表示接通。',
  en: 'A test message of the Service Information Management System: the gateway is connected.',
}

/** One message to a number that the administrator types; the number is neither stored nor put into the trail. */
async function test(
  { db, gateways, publicUrl }: GatewayDeps,
  { actor, params: { channel }, body, origin, now, locale }: Incoming<'testGateway'>,
): Promise<Answer<'testGateway'>> {
  assertMay(actor, 'messages.manage')
  const to = textableNumber(body.to)
  if (!to) throw new DomainError('http.invalid', { count: 1 }, [{ path: 'to', code: 'fields.format' }])
  const target = await db.read(actor.organizationId, (tx) => gateways.of(tx, channel))
  if (!target) throw new DomainError('gateways.notConnected')
  const began = performance.now()
  const message = {
    ...{ id: newId(now.getTime()), channel, to, template: 'test', params: {}, text: TEST[locale], locale },
    receipts: receiptsUrlOf(publicUrl, channel, actor.organizationId),
  }
  const outcome = await sendMessage(target, message, now)
  const answer = {
    outcome: outcome.kind,
    reason: outcome.kind === 'accepted' ? null : outcome.reason,
    milliseconds: Math.round(performance.now() - began),
  }
  await db.transaction(actor.organizationId, async (tx) =>
    audit(tx, actor, origin, now, {
      action: 'gateways.test',
      outcome: outcome.kind === 'accepted' ? 'success' : 'failed',
      objectKind: `gateway.${channel}`,
      detail: { outcome: outcome.kind, reason: answer.reason },
    }),
  )
  return answer
}
