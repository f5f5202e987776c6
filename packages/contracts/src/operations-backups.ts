import { z } from 'zod'
import * as backups from './backups.ts'

/** What goes in and out of the operations on backups of the installation. */
export const backupOperations = {
  getBackups: {
    tag: 'backups',
    summary: 'Backups of the installation: settings, what there is, the latest runs, what needs attention',
    answer: backups.backups,
  },
  changeBackupSettings: {
    tag: 'backups',
    summary: 'When backups are made, how many stay, how often the log is carried',
    command: true,
    body: backups.backupSettings,
    answer: z.null(),
  },
  askBackup: {
    tag: 'backups',
    summary: 'Make a backup, or try a restore, as soon as possible',
    command: true,
    body: backups.askBackup,
    answer: z.null(),
  },
} as const
