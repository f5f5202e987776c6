import { type ErrorText, e } from './error-text.ts'

/** What can go wrong with signing in, codes and passwords. */
export const identityErrors = {
  'identity.signedOut': e('unauthenticated', '请先登录。', 'Sign in first.'),
  'identity.wrongLogin': e('unauthenticated', '账号或密码不正确。', 'Account or password is wrong.'),
  'identity.locked': e(
    'limit',
    '密码多次输错，账号已锁定，请 {minutes} 分钟后再试或联系系统管理员重置。',
    'Too many wrong passwords. Wait {minutes} minutes or ask the system administrator for a reset.',
  ),
  'identity.wrongCode': e(
    'unauthenticated',
    '验证码不正确或已过期，请重新获取。',
    'The code is wrong or expired. Ask for a new one.',
  ),
  'identity.unknownPhone': e(
    'forbidden',
    '该手机号尚未登记。请扫描房屋邀请码，或填写姓名登记，再登记您的房屋。',
    'This phone is not known yet. Scan the invitation of your premises, or give your name and register your premises.',
  ),
  'identity.weakPassword': e(
    'invalid',
    '密码至少 10 位，须含大写、小写字母、数字和符号，且不能包含账号或姓名，也不能与常用密码相同。',
    'At least 10 characters with upper and lower case, a digit and a sign; without the account or name; not a common password.',
  ),
  'identity.samePassword': e(
    'invalid',
    '新密码不能与最近用过的 5 个密码相同。',
    'The new password must differ from the last five.',
  ),
  'identity.wrongCurrentPassword': e('invalid', '当前密码不正确。', 'The present password is wrong.'),
  'identity.codeTooSoon': e(
    'limit',
    '验证码发送过于频繁，请 {seconds} 秒后再获取。',
    'Codes were asked for too often. Wait {seconds} seconds.',
  ),
  'identity.noSms': e(
    'notAllowedNow',
    '本系统尚未接通短信，暂时不能用验证码登录，请联系物业服务中心。',
    'This system cannot send text messages yet, so codes do not work. Ask the service centre.',
  ),
  'identity.mustChangePassword': e('forbidden', '请先修改初始密码。', 'Change the first password first.'),
  'identity.accountTaken': e(
    'conflict',
    '账号“{account}”已被使用，请换一个。',
    'The account “{account}” is taken. Choose another.',
  ),
  'identity.invitationInvalid': e(
    'notFound',
    '邀请码无效或已过期，请向物业服务中心索取新的。',
    'The invitation is not valid any more. Ask the service centre for a new one.',
  ),
  'identity.choosePerson': e(
    'conflict',
    '这个手机号登记了不止一人，请选择您是哪一位。',
    'More than one person has this phone. Choose who you are.',
  ),
  'identity.nameNeeded': e('invalid', '首次登录请填写姓名。', 'Give your name at the first sign-in.'),
} as const satisfies Record<string, ErrorText>
