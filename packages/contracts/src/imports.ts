import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import {
  IMPORT_MODES,
  IMPORT_SUBJECTS,
  SHEET_SUBJECTS,
  SHEETS,
  type SheetFieldName,
  type SheetSubject,
} from './sheets.ts'
import { CHANNELS, IMPORT_FIELDS, IMPORT_OUTCOMES, IMPORT_STATES, type ImportField, REQUEST_KINDS } from './terms.ts'

const column = z.int().min(1).max(200)

/** How the columns of a table become requests. Columns count from 1. */
export const historyMapping = z.strictObject({
  subject: z.literal('history'),
  kind: z.enum(REQUEST_KINDS),
  /** the system that the table comes from; external numbers are unique within it */
  source: text(40, 1),
  channel: z.enum(CHANNELS),
  columns: z.strictObject(
    Object.fromEntries(IMPORT_FIELDS.map((field) => [field, column.optional()])) as Record<
      ImportField,
      z.ZodOptional<typeof column>
    >,
  ),
  /** of rows whose value no table below knows, or of all without a column */
  communityId: id.nullable(),
  category: text(60, 1).nullable(),
  /** values of the file → ours; names that are exactly ours need no entry */
  communities: z.record(text(200), id),
  categories: z.record(text(200), text(60, 1)),
  /** what becomes of a row without an answer */
  unanswered: z.enum(['open', 'settled']),
  /** what happens with a row that is there already */
  duplicates: z.enum(['skip', 'update']),
})
export type HistoryMapping = z.infer<typeof historyMapping>

/** Which column of a table of estate or people is which; `key` is that of an export. */
const sheetMapping = <S extends SheetSubject>(subject: S) =>
  z.strictObject({
    subject: z.literal(subject),
    columns: z.strictObject(
      Object.fromEntries(['key', ...Object.keys(SHEETS[subject])].map((field) => [field, column.optional()])) as Record<
        SheetFieldName<S> | 'key',
        z.ZodOptional<typeof column>
      >,
    ),
  })
export type SheetMapping = { subject: SheetSubject; columns: Partial<Record<SheetFieldName | 'key', number>> }

export const importMapping = z.discriminatedUnion('subject', [
  historyMapping,
  sheetMapping('places'),
  sheetMapping('customers'),
  sheetMapping('staff'),
])
export type ImportMapping = z.infer<typeof importMapping>

/** How often a value stands in the file that no table of the mapping knows. */
const unknownValue = z.strictObject({ value: z.string(), rows: z.int() })

export const importSummary = z.strictObject({
  id,
  version: z.int(),
  subject: z.enum(IMPORT_SUBJECTS),
  mode: z.enum(IMPORT_MODES),
  fileName: z.string(),
  createdByName: z.string(),
  createdAt: instant,
  state: z.enum(IMPORT_STATES),
  /** rows of the file without its headings */
  rows: z.int(),
  ready: z.int(),
  faulty: z.int(),
  /** of those that are ready: there already, or already so */
  duplicates: z.int(),
  /** of those that are ready: change something that is there */
  changing: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  removed: z.int(),
  /** changes taken back */
  restored: z.int(),
  kept: z.int(),
  /** 0 … 1, of the running or undoing of it */
  progress: z.number(),
  finishedAt: instant.nullable(),
  undoneAt: instant.nullable(),
})
export type ImportSummary = z.infer<typeof importSummary>

export const importRun = importSummary.extend({
  /** why the file was refused or the run stopped, in the reader's language */
  fault: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  headers: z.array(z.string()),
  /** the first rows as the file has them, for the person who brought it; none once the run is over */
  sample: z.array(z.array(z.string())),
  /** the one in force, or else the one remembered for these headings, or else proposed by their names */
  mapping: importMapping,
  unknown: z.strictObject({ communities: z.array(unknownValue), categories: z.array(unknownValue) }),
})
export type ImportRun = z.infer<typeof importRun>

export const importRow = z.strictObject({
  row: z.int(),
  outcome: z.enum(IMPORT_OUTCOMES),
  /** what the row is about, for the person who brought it; null for history and for others */
  label: z.string().nullable(),
  /** what it changes column by column, for the person who brought it */
  changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
  /** what is wrong with the row, or why it was left out */
  faults: z.array(z.strictObject({ column: z.string().nullable(), code: z.string(), message: z.string() })),
  recordId: id.nullable(),
  /** such as BX100234; null when there is no record (any more) */
  number: z.string().nullable(),
})
export type ImportRow = z.infer<typeof importRow>

export const createImport = z.strictObject({
  id,
  fileId: id,
  subject: z.enum(IMPORT_SUBJECTS).default('history'),
  mode: z.enum(IMPORT_MODES).default('new'),
})

/** `reason`: names and phones are in the table in clear, and the audit says why. */
export const exportTable = z.strictObject({ subject: z.enum(SHEET_SUBJECTS), reason: text(200, 2).optional() })

export const passwordsIssued = z.strictObject({
  items: z.array(
    z.strictObject({ employeeNumber: z.string(), name: z.string(), account: z.string(), password: z.string() }),
  ),
  /** of whom nobody has a password yet */
  left: z.int(),
})
