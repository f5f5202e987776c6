import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with the master key, with personal data and with what seals them. */
export const privacyErrors = {
  'privacy.keyDamaged': e(
    'invalid',
    '主密钥文件 {file} 已损坏，请放回另行保管的副本后再启动。',
    'The master key file {file} is damaged. Put the copy that you keep apart in its place, then start.',
  ),
  'privacy.keyReadableByOthers': e(
    'invalid',
    '主密钥文件 {file} 可被他人读取，请执行 chmod 600 后再启动。',
    'The master key file {file} can be read by others. Run chmod 600 on it, then start.',
  ),
  'privacy.keyUnreadable': e(
    'invalid',
    '无法读取主密钥文件 {file}（{reason}），请检查权限。',
    'The master key file {file} cannot be read ({reason}). Check its permissions.',
  ),
} as const satisfies Record<string, ErrorText>
