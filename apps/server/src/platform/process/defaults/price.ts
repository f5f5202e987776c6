import { CONSENT_WAYS, consentWayNames } from '@sims/contracts'
import type { Role } from '../definition.ts'
import { desk, effect, field, names, option, reason, step } from './parts.ts'
import { tell } from './request-steps.ts'

/**
 * What a paid repair costs: shown before the work starts, agreed by the customer, and never changed by staff alone (the
 * Specification §1.4, §4.1). A new quote withdraws the one before and wants a new consent. Free categories, common parts
 * and what is under warranty have no price, and none of these steps.
 */
const answered = (notice: string) => effect('notifyAssignee', { notice, roles: ['agent', 'steward'] })
const keep = effect('keepPrice')

const where = (...states: string[]) => [{ name: 'factIn', params: { field: 'price', in: states } }]
const charged = where('none', 'quoted', 'agreed', 'declined', 'waived')
const asked = where('quoted')

const quoteForm = [
  field('items', 'priceItems', '收费项目', 'What is charged', { required: true }),
  field('note', 'longText', '说明（客户会看到）', 'Explanation, which the customer reads', { params: { max: 500 } }),
]
const quote = field('quote', 'quote', '报价', 'Quote', { required: true })
const way = field('way', 'choice', '客户如何表示', 'How the customer said so', {
  required: true,
  options: CONSENT_WAYS.filter((one) => one !== 'app').map((one) =>
    option(one, consentWayNames[one]['zh-CN'], consentWayNames[one].en),
  ),
})
const said = field('said', 'longText', '客户原话', 'What the customer said', { required: true, params: { max: 500 } })
const signature = field('signature', 'signature', '客户签名', 'Signature of the customer')

const forCustomer = {
  agree: {
    key: 'agreePriceFor',
    verb: 'agreePrice' as const,
    form: [quote, way, said, signature],
    names: names('代客户同意报价', 'Agree for the customer'),
  },
  decline: {
    key: 'declinePriceFor',
    verb: 'declinePrice' as const,
    form: [quote, way, said],
    names: names('代客户拒绝报价', 'Decline for the customer'),
  },
}
const quoting = {
  key: 'quotePrice',
  verb: 'quotePrice' as const,
  form: quoteForm,
  names: names('报价', 'Quote a price'),
}

/** On the request: by the desk, by the customer, and by the server after a step of the same verb on one of its orders. */
export const priceSteps = (from: string[]) => [
  step({
    ...quoting,
    from,
    to: null,
    roles: desk,
    trigger: 'both',
    guards: charged,
    effects: [keep, tell('priceQuoted')],
  }),
  step({
    key: 'agreePrice',
    verb: 'agreePrice',
    from,
    to: null,
    roles: ['resident'],
    guards: [{ name: 'byRequester' }, ...asked],
    form: [quote],
    effects: [keep, answered('priceAgreed')],
    names: names('同意报价', 'Agree to the price'),
  }),
  step({
    key: 'declinePrice',
    verb: 'declinePrice',
    from,
    to: null,
    roles: ['resident'],
    guards: [{ name: 'byRequester' }, ...asked],
    form: [quote, reason],
    effects: [keep, answered('priceDeclined')],
    names: names('不同意', 'Decline'),
  }),
  step({
    ...forCustomer.agree,
    from,
    to: null,
    roles: desk,
    trigger: 'both',
    guards: asked,
    effects: [keep, tell('priceAgreedFor'), answered('priceAgreed')],
  }),
  step({
    ...forCustomer.decline,
    from,
    to: null,
    roles: desk,
    trigger: 'both',
    guards: asked,
    effects: [keep, tell('priceDeclinedFor'), answered('priceDeclined')],
  }),
  step({
    key: 'waivePrice',
    verb: 'waivePrice',
    from,
    to: null,
    roles: ['communityManager'],
    guards: where('none', 'quoted', 'agreed', 'declined'),
    form: [{ ...reason, names: names('原因（客户会看到）', 'Reason, which the customer reads') }],
    effects: [keep, tell('priceWaived'), answered('priceWaived')],
    names: names('免收费用', 'Waive the charge'),
  }),
]

/** On the order, by whoever has it: quoted on the spot, and the customer's word or signature at the door. */
export const orderPriceSteps = (from: string[], roles: Role[]) => {
  const byWorker = { from, to: null, roles }
  return [
    step({ ...quoting, ...byWorker, guards: [{ name: 'byAssignee' }, ...charged] }),
    step({ ...forCustomer.agree, ...byWorker, guards: [{ name: 'byAssignee' }, ...asked] }),
    step({ ...forCustomer.decline, ...byWorker, guards: [{ name: 'byAssignee' }, ...asked] }),
  ]
}

/**
 * Paid work begins, and is reported done, with the customer's consent to the last quote only. What is urgent is done to
 * avert the danger before anybody speaks of money; nothing may be charged for it without consent all the same.
 */
export const priceAgreed = { name: 'priceAgreed', params: { unless: { field: 'urgency', in: ['1'] } } }

/** What is charged in the end, never more than the customer has agreed to; asked for only where there is a price. */
export const charge = field('charge', 'money', '实收金额', 'Charged in the end', {
  required: true,
  if: { field: 'price', in: ['agreed'] },
})

/** While the customer thinks about a price, the company's own limits stand still. */
export const waitsForConsent = {
  pause: ['quotePrice' as const],
  resume: ['agreePrice' as const, 'declinePrice' as const, 'waivePrice' as const],
}
