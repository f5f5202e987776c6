import { type ErrorText, e } from './error-text.ts'

/** What can be wrong at the work itself. */
export const orderErrors = {
  'process.permitMissing': e(
    'notAllowedNow',
    '该工单涉及危险作业，须先申请作业票，由班组长或项目经理签发、在有效期内方可开工。',
    'This is dangerous work: apply for a permit first. Work begins once it is issued, and while it is valid.',
  ),
  'process.permitOpen': e(
    'notAllowedNow',
    '还有作业票未关闭，请先检查现场并关闭作业票。',
    'A permit is still open. Check the site and close the permit first.',
  ),
  'orders.wrongCode': e(
    'invalid',
    '验收码不对，请向客户核对手机上本单显示的 6 位数字。',
    'This is not the code. Ask the customer for the six digits that their app shows for this order.',
  ),
  'orders.codeLocked': e(
    'limit',
    '验收码错误次数过多，请 15 分钟后再试，或请客户签名。',
    'Too many wrong codes. Try again in 15 minutes, or let the customer sign.',
  ),
  'orders.sameCompanion': e(
    'invalid',
    '同行人须是处理人以外的人，请另选一人。',
    'Who comes along cannot be who does the work. Choose another.',
  ),
  'permits.backwards': e('invalid', '结束时间须晚于开始时间。', 'The end must come after the beginning.'),
  'permits.over': e('invalid', '结束时间已过，请改选。', 'This time is over. Choose a later one.'),
  'permits.tooLong': e(
    'invalid',
    '此类作业票最长 {hours} 小时，请缩短或分次申请。',
    'A permit of this kind is good for at most {hours} hours. Shorten it, or apply again later.',
  ),
  'permits.ownGuardian': e(
    'invalid',
    '监护人须是作业人以外的人，请另选一人。',
    'Whoever watches over the work cannot be who does it. Choose another.',
  ),
  'permits.ownApplication': e(
    'notAllowedNow',
    '本人申请的作业票须由他人审批。',
    'Somebody else has to decide on your own application.',
  ),
} as const satisfies Record<string, ErrorText>
