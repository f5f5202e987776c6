import { kind } from './kind.ts'

/** What system administrators read of backups. */
export const backupKinds = {
  backupFailed: kind(
    ['备份未能完成', '最近一次备份未能完成，原因和处理办法见“备份”页面，请尽快处理。'],
    ['A backup failed', 'The last backup could not be made. Why, and what to do, stands on the page Backups.'],
    { once: 'run' },
  ),
  drillFailed: kind(
    ['恢复演练未通过', '最近一次恢复演练未通过，备份可能无法使用，原因见“备份”页面，请尽快处理。'],
    [
      'A restore drill failed',
      'The last try to restore a backup failed, so the backups may be of no use. Why stands on the page Backups.',
    ],
    { once: 'run' },
  ),
}
