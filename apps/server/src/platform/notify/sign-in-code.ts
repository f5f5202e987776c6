import type { Locale } from '@sims/contracts'
import { newId } from '#kernel'
import { type Db, statement } from '#platform/db'
import { type Gateways, sendMessage, type Target } from '#platform/gateway'
import type { CodeMessage, SendCode } from '#platform/identity'
import { textableNumber } from '#platform/privacy'

/** Somebody waits for it with the phone in hand. */
const TIMEOUT_MS = 8_000
const TEXT: Record<Locale, string> = {
  'zh-CN': '【{organization}】登录验证码 {code}，{minutes} 分钟内有效。请勿告诉他人，工作人员不会向您索要。',
  en: '[{organization}] Your sign-in code is {code}, good for {minutes} minutes. Tell nobody: our staff never ask for it.',
}
const PRODUCT: Record<Locale, string> = { 'zh-CN': '物业服务', en: 'Property service' }
const nameOf = statement('code_organization', 'select name from organization where organization_id = $1')

/**
 * Brings one-time codes to phones by text message, at once and past every quiet hour: whoever asked waits for it. It is
 * tried once, since the code could stand nowhere in the meantime; whoever gets none asks again.
 */
export function codeSender({ db, gateways }: { db: Db; gateways: Gateways }) {
  return async (organizationId: string | null): Promise<SendCode | null> => {
    const found = organizationId === null ? null : await targetFor(db, gateways, organizationId)
    const target = found?.target ?? gateways.ofServer('sms')
    if (!target) return null
    return async (message) => (await send(target, message, found?.name)) === 'accepted'
  }
}

function targetFor(db: Db, gateways: Gateways, organizationId: string) {
  return db.read(organizationId, async (tx) => {
    const [target, [row]] = await Promise.all([
      gateways.of(tx, 'sms'),
      tx.query<{ name: string }>(nameOf, [organizationId]),
    ])
    return { target, name: row?.name }
  })
}

async function send(target: Target, { phone, code, minutes, locale, now }: CodeMessage, organization?: string) {
  const params = { code, minutes: String(minutes), organization: organization ?? PRODUCT[locale] }
  const text = TEXT[locale].replace(/\{(\w+)\}/g, (_, name: keyof typeof params) => params[name])
  const to = textableNumber(phone) as string
  const message = {
    id: newId(now.getTime()),
    channel: 'sms' as const,
    to,
    template: 'signInCode',
    params,
    text,
    locale,
  }
  return (await sendMessage(target, message, now, TIMEOUT_MS)).kind
}
