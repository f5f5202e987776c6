import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with acting for others. */
export const proxyErrors = {
  'proxies.unknownPerson': e(
    'invalid',
    '没有找到以此姓名和手机号登记的人，请对方先登录登记；今天还可以再试 {left} 次。',
    'Nobody is registered with this name and phone. Let them sign in first; you can try {left} more times today.',
  ),
  'proxies.alreadyNamed': e(
    'conflict',
    '已有同一人的代办授权，请先撤销再重新授权。',
    'This person may act already. Revoke that first to give it anew.',
  ),
  'proxies.notAPerson': e('invalid', '代办人须是个人，请另选。', 'A proxy is a person. Choose another.'),
  'proxies.outOfScope': e(
    'forbidden',
    '授权范围不包括此项，请由本人办理或重新授权。',
    'Your authority does not cover this. Let the person do it, or be given it.',
  ),
  'proxies.ownOnly': e(
    'forbidden',
    '此项只能由本人办理，请先切换回自己。',
    'Only the person may do this. Go back to yourself first.',
  ),
} as const satisfies Record<string, ErrorText>
