import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a duty roster. */
export const dutyErrors = {
  'duty.backwards': e('invalid', '结束日期早于开始日期，请改选。', 'The last day lies before the first. Choose again.'),
  'duty.tooLong': e(
    'limit',
    '一次最多 {limit} 天，请分段查看或设置。',
    'At most {limit} days at once. Take them in parts.',
  ),
  'duty.dateOutside': e(
    'invalid',
    '值班日期不在所选的日期范围内，请改正。',
    'This day lies outside the days that are set. Correct it.',
  ),
  'duty.unfit': e(
    'invalid',
    '此人不在职、没有可登录的账号，或在该小区没有此岗位所需的角色，请另选一人。',
    'This person has left, cannot sign in, or holds no role for this post here. Choose another.',
  ),
  'duty.overlap': e(
    'invalid',
    '此人在 {date} {from}–{to} 已有值班，时间重叠，请调整时间或另选一人。',
    'This person is already on duty on {date}, {from}–{to}. Change the time or choose another.',
  ),
  'duty.weekEmpty': e(
    'invalid',
    '所选的一周没有排班，请改选有排班的一周。',
    'Nobody is rostered in that week. Choose one with shifts.',
  ),
  'duty.weekTaken': e(
    'conflict',
    '目标周已有排班，请先清空后再复制。',
    'The week to copy to has shifts already. Clear it first.',
  ),
} as const satisfies Record<string, ErrorText>
