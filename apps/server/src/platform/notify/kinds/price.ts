import { kind } from './kind.ts'

/** What customers and staff read of prices and consent. */
export const priceKinds = {
  priceQuoted: kind(
    [
      '您的{kind}有报价，请确认',
      '您提交的{kind}（{category}，单号 {number}）已报价。请打开查看收费明细，同意后我们再开工；如有疑问可以不同意并写明原因。此前的报价以这次为准。',
    ],
    [
      'A price for you to agree to',
      'There is a price for your request {number} ({category}). Open it to see what is charged; work starts once you agree, or you may decline and say why. It replaces any quote before.',
    ],
  ),
  priceAgreed: kind(
    ['客户已同意报价', '{number}（{category}，{place}）客户已同意报价，可以开工。'],
    ['Price agreed', 'The customer has agreed to the price of {number} ({category}, {place}). Work may start.'],
    { page: 'mobile', topic: 'work' },
  ),
  priceDeclined: kind(
    ['客户不同意报价', '{number}（{category}，{place}）客户不同意报价，原因请打开查看，请联系客户。'],
    [
      'Price declined',
      'The customer has declined the price of {number} ({category}, {place}); open it for the reason, and speak with the customer.',
    ],
    { page: 'mobile', topic: 'work' },
  ),
  priceAgreedFor: kind(
    [
      '已登记您同意报价',
      '您提交的{kind}（{category}，单号 {number}）工作人员已按您的意见登记同意报价。如果这不是您的意思，请立即联系物业服务中心。',
    ],
    [
      'Your consent was recorded',
      'Our staff have recorded that you agree to the price of {number} ({category}). If that is not so, please tell the service centre at once.',
    ],
  ),
  priceDeclinedFor: kind(
    [
      '已登记您不同意报价',
      '您提交的{kind}（{category}，单号 {number}）工作人员已按您的意见登记不同意报价。如果这不是您的意思，请联系物业服务中心。',
    ],
    [
      'Your refusal was recorded',
      'Our staff have recorded that you decline the price of {number} ({category}). If that is not so, please tell the service centre.',
    ],
  ),
  priceWaived: kind(
    ['本次服务不收费', '{kind} {number}（{category}）项目经理已决定本次不收费。'],
    ['Nothing is charged', 'The manager has decided that nothing is charged for {number} ({category}).'],
  ),
}
