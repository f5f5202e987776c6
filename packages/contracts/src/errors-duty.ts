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
  'dutyChain.tooShort': e(
    'invalid',
    '值班链至少要有两级，否则无人受理时没有下一位可呼叫，请补充。',
    'A duty chain needs at least two steps, or nobody is next. Add one.',
  ),
  'dutyChain.noEnd': e(
    'invalid',
    '值班链的最后一级须是岗位角色（如项目经理、公司高管），不能只靠排班，请调整。',
    'The last step must be a role, such as the community manager: a roster may have nobody. Change it.',
  ),
  'dutyChain.minutes': e('invalid', '等待时间须大于 0 分钟，请改正。', 'A step needs more than 0 minutes. Correct it.'),
  'dutyChain.twice': e(
    'invalid',
    '同一对象在值班链中出现了两次，请删除其中一级。',
    'This one is called twice in the chain. Remove a step.',
  ),
  'dutyChain.roleOfNobody': e(
    'invalid',
    '公司内没有在职人员担任此角色，呼叫将无人接听，请改选或先安排人员。',
    'Nobody in the company holds this role, so nobody would be called. Choose another or appoint somebody first.',
  ),
  'dutyChain.quietAlways': e(
    'invalid',
    '安静时段的开始和结束相同，等于全天不呼叫，请改正或取消安静时段。',
    'Quiet hours that end when they begin would never let anybody be called. Correct them or do without.',
  ),
  'dutyChain.notInApp': e(
    'invalid',
    '值班呼叫须在系统内提醒，请保留“站内消息”。',
    'A duty call is always told in the app. Keep that channel.',
  ),
  'duty.notCalled': e(
    'notAllowedNow',
    '该呼叫已有人受理，或没有轮到您，请刷新后查看。',
    'Somebody has accepted this call, or it did not go to you. Refresh and look again.',
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
