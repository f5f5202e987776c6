import type { Locale } from '@sims/contracts'
import { newId } from '#kernel'
import { type Db, statement } from '#platform/db'
import { type Gateways, type Outcome, receiptsUrlOf, sendMessage, type Target } from '#platform/gateway'
import type { CodeMessage, SendCode } from '#platform/identity'
import { textableNumber } from '#platform/privacy'
import { recordSent } from './outgoing/store.ts'

/** Somebody waits for it with the phone in hand. */
const TIMEOUT_MS = 8_000
const TEXT: Record<Locale, string> = {
  'zh-CN': '【{organization}】登录验证码 {code}，{minutes} 分钟内有效。请勿告诉他人，工作人员不会向您索要。',
  en: '[{organization}] Your sign-in code is {code}, good for {minutes} minutes. Tell nobody: our staff never ask for it.',
}
const PRODUCT: Record<Locale, string> = { 'zh-CN': '物业服务', en: 'Property service' }
const nameOf = statement('code_organization', 'select name from organization where organization_id = $1')

interface Deps {
  db: Db
  gateways: Gateways
  publicUrl: string
}

/**
 * Brings one-time codes to phones by text message, at once and past every quiet hour: whoever asked waits for it. It is
 * tried once, since the code could stand nowhere in the meantime; whoever gets none asks again. The organization's
 * outbox keeps that one was sent, to whose account, and how it went.
 */
export function codeSender(deps: Deps) {
  return async (organizationId: string | null): Promise<SendCode | null> => {
    const found = organizationId === null ? null : await targetFor(deps, organizationId)
    const target = found?.target ?? deps.gateways.ofServer('sms')
    if (!target) return null
    return async (code) => (await send(deps, target, code, organizationId, found?.name)).kind === 'accepted'
  }
}

function targetFor({ db, gateways }: Deps, organizationId: string) {
  return db.read(organizationId, async (tx) => {
    const [target, [row]] = await Promise.all([
      gateways.of(tx, 'sms'),
      tx.query<{ name: string }>(nameOf, [organizationId]),
    ])
    return { target, name: row?.name }
  })
}

async function send(
  { db, publicUrl }: Deps,
  target: Target,
  { phone, code, minutes, accountId, locale, now }: CodeMessage,
  organizationId: string | null,
  organization?: string,
): Promise<Outcome> {
  const params = { code, minutes: String(minutes), organization: organization ?? PRODUCT[locale] }
  const text = TEXT[locale].replace(/\{(\w+)\}/g, (_, name: keyof typeof params) => params[name])
  const to = textableNumber(phone) as string
  const receipts = organizationId === null ? null : receiptsUrlOf(publicUrl, 'sms', organizationId)
  const id = newId(now.getTime())
  const message = { id, channel: 'sms' as const, to, template: 'signInCode', params, text, locale, receipts }
  const outcome = await sendMessage(target, message, now, TIMEOUT_MS)
  if (organizationId !== null) {
    const trace = { id, accountId, kind: 'signInCode', channel: 'sms' as const }
    await db.transaction(organizationId, async (tx) => recordSent(tx, trace, outcome, now))
  }
  return outcome
}
