import { field, option } from './parts.ts'

/**
 * The customer's word that the work is done, where the category asks for it: a signature on the phone, the code that their
 * app shows, or why there is nobody to ask.
 */
const when = (way: string) => ({ if: { field: 'acceptedBy', in: [way] } })
export const acceptance = [
  field('acceptedBy', 'choice', '客户验收', "The customer's word", {
    required: true,
    if: { field: 'acceptance', in: ['either'] },
    options: [
      option('signature', '客户签名', 'Signature'),
      option('code', '验收码', 'Code'),
      option('absent', '客户不在场', 'Customer not present'),
    ],
  }),
  field('customerSignature', 'signature', '客户签名', 'Signature of the customer', {
    required: true,
    ...when('signature'),
  }),
  field('acceptanceCode', 'text', '验收码（客户手机上的 6 位数字）', 'Code, six digits in the app of the customer', {
    required: true,
    params: { max: 6 },
    ...when('code'),
  }),
  {
    ...field('absentReason', 'longText', '客户不在场原因', 'Why the customer is not present', { params: { max: 500 } }),
    required: true,
    ...when('absent'),
  },
]
