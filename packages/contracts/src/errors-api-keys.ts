import { type ErrorText, e } from './error-text.ts'
import { hookErrors } from './errors-hooks.ts'

/** What can be wrong with an API key, with what is done by one, and with a web hook. */
export const interfaceErrors = {
  ...hookErrors,
  'apiKeys.unknown': e(
    'unauthenticated',
    '接口密钥无效、已到期或已停用，请核对密钥，或请系统管理员重新签发。',
    'This API key is not valid, has expired or was revoked. Check it, or ask the system administrator for another.',
  ),
  'apiKeys.address': e(
    'forbidden',
    '该接口密钥不能从地址 {address} 使用，请从约定的地址调用，或请系统管理员调整。',
    'This API key may not be used from {address}. Call from an agreed address, or ask the system administrator.',
  ),
  'apiKeys.scope': e(
    'forbidden',
    '该接口密钥没有此操作的权限，需要其中之一：{scopes}。',
    'This API key has no right to do this. It takes one of: {scopes}.',
  ),
  'apiKeys.notForKeys': e(
    'forbidden',
    '此操作须由人员登录后进行，不能使用接口密钥。',
    'This is for people who have signed in, not for API keys.',
  ),
  'apiKeys.tooMany': e(
    'limit',
    '该接口密钥每分钟最多调用 {limit} 次，请 {seconds} 秒后再试。',
    'This API key may call {limit} times a minute. Try again in {seconds} seconds.',
  ),
  'apiKeys.badRange': e(
    'invalid',
    '请填写 IP 地址或网段，例如 203.0.113.7 或 203.0.113.0/24。',
    'Give an address or a range, such as 203.0.113.7 or 203.0.113.0/24.',
  ),
  'apiKeys.ended': e(
    'notAllowedNow',
    '该接口密钥已停用，不能再更换，请新建一个。',
    'This API key was revoked and cannot be rotated. Create another one.',
  ),
  'apiKeys.changed': e(
    'conflict',
    '该接口密钥刚被更改过，请刷新后再操作。',
    'This API key has just been changed. Load it again, then act.',
  ),
  'requests.externalKnown': e(
    'conflict',
    '外部编号 {reference} 已登记为 {number}，请勿重复提交。',
    'The external reference {reference} was reported before, as {number}. Do not send it again.',
  ),
} as const satisfies Record<string, ErrorText>
