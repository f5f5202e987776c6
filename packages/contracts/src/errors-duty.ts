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
    '{name}（{date}）已离职、没有可登录的账号，或在该小区没有此岗位所需的角色，请另选一人。',
    '{name} ({date}) has left by then, cannot sign in, or holds no role for this post here. Choose another.',
  ),
  'duty.overlap': e(
    'invalid',
    '{name}在 {date} {from}–{to} 已有值班，时间重叠，请调整时间或另选一人。',
    '{name} is already on duty on {date}, {from}–{to}. Change the time or choose another.',
  ),
  'duty.gone': e(
    'conflict',
    '该班次已被他人修改或删除，请刷新排班表后再改。',
    'Somebody has changed or removed this shift meanwhile. Look at the roster again, then change it.',
  ),
  'duty.weekEmpty': e(
    'invalid',
    '所选的日期没有排班，请改选有排班的日期。',
    'Nobody is rostered on those days. Choose days with shifts.',
  ),
  'duty.weekTaken': e(
    'conflict',
    '要复制到的日期已有排班，请先清空后再复制。',
    'The days to copy to have shifts already. Clear them first.',
  ),
} as const satisfies Record<string, ErrorText>
