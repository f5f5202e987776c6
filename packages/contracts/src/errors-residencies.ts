import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with tying people to premises. */
export const residencyErrors = {
  'customers.residencyEnded': e(
    'notAllowedNow',
    '该居住关系已结束，请重新登记。',
    'This residency has ended. Record a new one.',
  ),
  'customers.untilNeeded': e(
    'invalid',
    '租户须填写租期最后一天。',
    'Give the last day of the lease: a lessee’s access ends with it.',
  ),
  'customers.untilPast': e(
    'invalid',
    '最后一天不能早于今天，请改选。',
    'The last day lies before today. Choose another.',
  ),
  'customers.reasonNeeded': e(
    'invalid',
    '请写明原因：拒绝的原因会告知本人；已有业主的房屋由物业代为确认时，原因会留存。',
    'Say why: the person reads the reason of a refusal; a confirmation in the stead of an owner keeps its reason.',
  ),
  'customers.householdChanged': e(
    'conflict',
    '该房屋的住户关系刚刚有变化，请重新查看后再办理。',
    'Who is tied to these premises has changed meanwhile. Look again, then repeat.',
  ),
  'customers.premisesUnknown': e(
    'invalid',
    '没有找到这套房屋，请核对楼栋、单元和房号；今天还可以再试 {left} 次。',
    'No such premises. Check building, entrance and number; you can try {left} more times today.',
  ),
  'customers.claimsLimit': e(
    'limit',
    '今天的登记次数已用完，请明天再试，或联系物业服务中心。',
    'No more tries today. Try tomorrow, or ask the service centre.',
  ),
  'customers.claimsWaiting': e(
    'limit',
    '您已有 {limit} 处房屋等待核验，请等核验后再登记。',
    'You have {limit} claims waiting already. Wait for an answer first.',
  ),
  'customers.alreadyBound': e(
    'conflict',
    '您已登记过这套房屋，无需重复登记。',
    'You are registered for these premises already.',
  ),
} as const satisfies Record<string, ErrorText>
