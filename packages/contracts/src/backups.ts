import { z } from 'zod'
import { id, instant } from './fields.ts'

export const BACKUP_KINDS = ['backup', 'drill'] as const
export type BackupKind = (typeof BACKUP_KINDS)[number]

/** What a system administrator should do something about. */
export const BACKUP_CONCERNS = [
  'noneYet',
  'late',
  'failed',
  'logLate',
  'drillFailed',
  'drillLate',
  'sameDisk',
  'noOffsite',
] as const
export type BackupConcern = (typeof BACKUP_CONCERNS)[number]

export const backupSettings = z.strictObject({
  /** local time of day of the daily backup; a drill follows an hour later */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** of the days, weeks and months past, how many keep their latest backup */
  keepDaily: z.int().min(1).max(60),
  keepWeekly: z.int().min(0).max(52),
  keepMonthly: z.int().min(0).max(60),
  /** 1 Monday … 7 Sunday */
  drillWeekday: z.int().min(1).max(7),
  /** so old may the latest state be that can be restored */
  logMinutes: z.int().min(1).max(60),
})
export type BackupSettings = z.infer<typeof backupSettings>

export const backupRun = z.strictObject({
  id,
  kind: z.enum(BACKUP_KINDS),
  cause: z.enum(['schedule', 'person', 'command']),
  askedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  outcome: z.enum(['success', 'failed']).nullable(),
  backupId: z.string().nullable(),
  /** what went wrong and what to do, in the reader's language */
  fault: z.string().nullable(),
  seconds: z.number().nullable(),
  /** of a drill: seconds until the restored database answered, and how many commitments of the ledger it holds */
  restoreSeconds: z.number().nullable(),
  commitments: z.int().nullable(),
})
export type BackupRun = z.infer<typeof backupRun>

export const backups = z.strictObject({
  /** false: the database is on a server of its own, whose administrator backs it up; nothing below is in use then */
  embedded: z.boolean(),
  place: z.string().nullable(),
  offsite: z.string().nullable(),
  settings: backupSettings,
  /** local, of the settings */
  timeZone: z.string(),
  nextAt: instant.nullable(),
  log: z.strictObject({ until: instant.nullable(), fault: z.string().nullable() }),
  concerns: z.array(z.enum(BACKUP_CONCERNS)),
  /** newest first */
  items: z.array(z.strictObject({ id: z.string(), at: instant, size: z.int(), files: z.int(), offsite: z.boolean() })),
  /** the latest, newest first */
  runs: z.array(backupRun),
})
export type Backups = z.infer<typeof backups>

export const askBackup = z.strictObject({ id, kind: z.enum(BACKUP_KINDS) })
