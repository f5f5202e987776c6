import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a web hook. */
export const hookErrors = {
  'hooks.badUrl': e(
    'invalid',
    '接收地址须形如 https://主机/路径，不含账号、口令和 # 之后的部分，请改正。',
    'The address must look like https://host/path, without user, password or anything after #. Correct it.',
  ),
  'hooks.insecure': e(
    'invalid',
    '接收地址须以 https:// 开头；只有接收方就在本机时才可用 http://。',
    'The address must begin with https://; http:// is for a receiver on this very machine only.',
  ),
  'hooks.forbiddenAddress': e(
    'invalid',
    '该地址在内网、本机或保留网段，不能推送；确需推送的，请服务器管理员在 HOOK_NETWORKS 中放行。',
    'That address lies in a private, local or reserved network. If it must be reached, ask whoever runs the server to allow it in HOOK_NETWORKS.',
  ),
  'hooks.changed': e(
    'conflict',
    '该推送刚被更改过，请刷新后再操作。',
    'This web hook has just been changed. Load it again, then act.',
  ),
  'hooks.paused': e(
    'notAllowedNow',
    '该推送已暂停，请先恢复再发送。',
    'This web hook is paused. Let it go on first, then send.',
  ),
  'hooks.underWay': e(
    'notAllowedNow',
    '这一条正在等待发送，无需重发。',
    'This one is waiting to be sent already; there is no need to send it again.',
  ),
} as const satisfies Record<string, ErrorText>
