import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a backup, with where it lies and with where it is restored. */
export const backupErrors = {
  'backup.failed': e(
    'invalid',
    '备份未能完成（{reason}），请查看服务日志。',
    'The backup could not be made ({reason}). Look into the log of the server.',
  ),
  'backup.interrupted': e(
    'invalid',
    '进程中途结束，未留下完整的结果；下一次会先清除残留。',
    'The process ended on its way and left nothing whole. The next one clears the remains away first.',
  ),
  'backup.running': e(
    'notAllowedNow',
    '另一个备份正在进行，请等它结束后再试。',
    'Another backup is running. Try again when it is done.',
  ),
  'backup.full': e(
    'limit',
    '{place} 所在磁盘空间不足，未留下不完整的内容；请清理或扩容后重试。',
    'The disk of {place} is full. Nothing half is left there: free some space, then try again.',
  ),
  'backup.unreachable': e(
    'invalid',
    '无法读写备份位置 {place}（{reason}），请检查磁盘是否挂载、网络与权限。',
    'The place for backups {place} cannot be used ({reason}). Check that the disk is mounted, the network and the rights.',
  ),
  'backup.none': e(
    'notFound',
    '{place} 中没有完整的备份，请核对位置，或先做一次备份。',
    'There is no whole backup in {place}. Check the place, or make a backup first.',
  ),
  'backup.unknown': e(
    'notFound',
    '没有编号为 {id} 的完整备份，请核对编号。',
    'There is no whole backup {id}. Check its id.',
  ),
  'backup.missing': e(
    'notFound',
    '备份缺少 {name}，不能使用；请改用另一份备份。',
    'The backup lacks {name} and cannot be used. Take another one.',
  ),
  'backup.damaged': e(
    'invalid',
    '备份中的 {name} 已损坏、被截断或被改动，不能使用；请改用另一份备份。',
    'In the backup {name} is damaged, cut off or changed, so it cannot be used. Take another one.',
  ),
  'backup.wrongKey': e(
    'invalid',
    '密钥或口令打不开 {name}；需要编号为 {keyId} 的主密钥，或备份时设置的口令。',
    'The key or passphrase does not open {name}. It takes the master key {keyId}, or the passphrase that was set.',
  ),
  'backup.keyMissing': e(
    'invalid',
    '读不到主密钥文件 {file}（{reason}）；请用 --key 指定另行保管的 master.key，或用 --passphrase-file 指定口令文件。',
    'The master key file {file} cannot be read ({reason}). Name the copy of master.key that you keep apart with --key, or the file of the passphrase with --passphrase-file.',
  ),
  'backup.passphraseShort': e(
    'invalid',
    '备份口令至少须有 {least} 个字符。',
    'The passphrase of backups needs at least {least} characters.',
  ),
  'backup.tooEarly': e(
    'invalid',
    '最早可恢复到 {earliest}，请指定不早于它的时间。',
    'The earliest time that can be restored is {earliest}. Name that or a later one.',
  ),
  'backup.tooLate': e(
    'invalid',
    '日志只到 {latest}，请指定不晚于它的时间，或不指定时间以恢复到最新。',
    'The log reaches until {latest}. Name that or an earlier time, or none for the latest.',
  ),
  'backup.otherMajor': e(
    'invalid',
    '该备份来自 PostgreSQL {found}，本版 SIMS 自带 PostgreSQL {have}；请用当时的 SIMS 版本恢复，再以 export 与 import 迁移。',
    'The backup is of PostgreSQL {found}, this SIMS brings PostgreSQL {have}. Restore it with the SIMS of that time, then move the data by export and import.',
  ),
  'backup.newer': e(
    'invalid',
    '该备份由更新版本的 SIMS（{version}）制作，请用那个版本或更新的版本恢复。',
    'The backup was made by a newer SIMS ({version}). Restore it with that version, or a later one.',
  ),
  'backup.placeNotEmpty': e(
    'conflict',
    '目录 {folder} 不是空目录，未作任何改动；请另选一个空目录或新目录。',
    '{folder} is not empty and was left alone. Name an empty or new folder.',
  ),
  'backup.placeInUse': e(
    'conflict',
    'SIMS 正在使用目录 {folder}（进程 {pid}），未作任何改动；请另选一个空目录。',
    'SIMS is using {folder} (process {pid}), and it was left alone. Name another, empty folder.',
  ),
  'backup.placeUnusable': e(
    'invalid',
    '不能在 {folder} 建立目录或写入（{reason}），请检查路径与权限。',
    '{folder} cannot be made or written ({reason}). Check its path and the rights.',
  ),
  'backup.ledgerDiffers': e(
    'invalid',
    '恢复后的数据库与备份 {id} 记录的账本不符，未予采用；请改用另一份备份，并检查这份备份所在的磁盘。',
    'The restored database does not hold the ledger that backup {id} tells of, so it was not kept. Take another backup, and check the disk of this one.',
  ),
  'export.notEmpty': e(
    'conflict',
    '数据库中已有企业，未作任何改动；请导入到新的空数据库。',
    'The database holds an organization already and was left alone. Import into a new, empty one.',
  ),
  'export.otherSchema': e(
    'invalid',
    '该导出由另一版本的 SIMS（{version}）制作，请用同一版本导入，之后再升级。',
    'The export was made by another version of SIMS ({version}). Import it with that one, and update afterwards.',
  ),
  'export.differs': e(
    'invalid',
    '表 {table} 导入后与导出时不一致，已全部撤销；请重新导出后再导入。',
    'Table {table} is not what was exported, so everything was undone. Export again, then import.',
  ),
  'backup.external': e(
    'notAllowedNow',
    '数据库在外部服务器（DATABASE_URL），实体备份由该服务器的管理员负责，做法见 docs/operations/backup.zh-CN.md。',
    'The database is on a server of its own (DATABASE_URL), whose administrator backs it up: see docs/operations/backup.md.',
  ),
} as const satisfies Record<string, ErrorText>
