import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a rule or with an act on one of its versions. */
export const ruleErrors = {
  'rules.draftExists': e(
    'conflict',
    '该规则已有一份未发布的草稿，请先处理那一份。',
    'This rule has an unpublished draft already. Finish or give up that one first.',
  ),
  'rules.keyTaken': e('conflict', '标识“{key}”已被使用，请换一个。', 'The key “{key}” is taken. Choose another.'),
  'rules.onlyKey': e(
    'invalid',
    '这类规则只有一条，标识须为“{key}”。',
    'There is only one rule of this kind. Its key must be “{key}”.',
  ),
  'rules.noSuchKey': e(
    'invalid',
    '这类规则没有标识“{key}”，请从列表中选择已有的规则修改。',
    'There is no rule “{key}” of this kind. Change one of those in the list.',
  ),
  'rules.notInState': e(
    'notAllowedNow',
    '该版本当前状态不能执行此操作，请刷新后查看。',
    'This version is not in a state for that. Refresh and look again.',
  ),
  'rules.ownWork': e(
    'forbidden',
    '不能发布自己编写的版本，请由另一位有发布权限的人员发布。',
    'You wrote this version. Ask another person who may publish.',
  ),
  'rules.executiveNeeded': e(
    'forbidden',
    '其中有低于规范的时限，须由公司高管发布。',
    'It holds targets below the Specification, which only an executive publishes.',
  ),
  'rules.faulty': e(
    'invalid',
    '内容有 {count} 处问题，改正后才能送审或发布。',
    'Faults in its content: {count}. Correct them before review or publication.',
  ),
  'rules.dateTaken': e(
    'conflict',
    '该规则已有一个版本在同一时间生效，请另选生效时间。',
    'Another version of this rule takes effect at that very time. Choose another.',
  ),
  'rules.datePast': e('invalid', '生效时间不能早于现在。', 'The effective date cannot lie in the past.'),
  'rules.laterWaits': e(
    'conflict',
    '版本 {version} 定于更晚的时间生效，届时会取代本版本。请先撤回它，或选择更晚的生效时间。',
    'Version {version} waits to take effect later and would then replace this one. Withdraw it, or choose a later date.',
  ),
  'rules.onlyAtOnce': e(
    'invalid',
    '这类规则发布后立即生效，不能指定日期。',
    'Rules of this kind take effect when they are published. Give no date.',
  ),
  'rules.needed': e(
    'notAllowedNow',
    '该规则必须始终有一个有效版本，请改为发布新版本。',
    'One version of this rule must always be in force. Publish a new version instead.',
  ),
  'rules.priceOrder': e('invalid', '最高价不能低于最低价。', 'The highest price cannot be below the lowest.'),
  'rules.matrixOrder': e(
    'invalid',
    '更紧急或影响更大的，优先级不能更低。',
    'What is more urgent or wider cannot have a lower priority.',
  ),
  'rules.noSuchClock': e(
    'invalid',
    '所选流程没有可由类别调整的时限“{clock}”，请删除该项。',
    'The process has no internal clock “{clock}” that a category may set. Remove it.',
  ),
  'rules.noFollowUp': e(
    'invalid',
    '该类型的流程不含办结前回访，请改为“不要求”。',
    'The process of this kind has no follow-up before settling. Choose “Not asked for”.',
  ),
  'texts.empty': e('invalid', '{part}不能为空，请填写。', 'The {part} is empty. Fill it in.'),
  'texts.oneLine': e(
    'invalid',
    '{part}只能有一行，请去掉换行。',
    'The {part} has more than one line. Remove the breaks.',
  ),
  'texts.unknownPlaceholder': e(
    'invalid',
    '{part}中的“{placeholder}”无法填入内容，请改用：{allowed}。',
    'Nothing can be filled in for “{placeholder}” in the {part}. Use one of: {allowed}.',
  ),
  'texts.placeholderLost': e(
    'invalid',
    '{part}缺少“{placeholder}”，收到的人会不知道是哪一件事，请在标题或正文中补上。',
    'The {part} lacks “{placeholder}”, without which nobody knows what it is about. Put it into title or text.',
  ),
  'texts.mailByChain': e(
    'invalid',
    '值班呼叫发往哪里由值班链规定，请保留“同时发送到系统外”。',
    'By what a duty call is told is for the duty chain to say. Let it leave the app here.',
  ),
} satisfies Record<string, ErrorText>
