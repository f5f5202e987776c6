import { z } from 'zod'
import { commandAnswer, cursor, id, limit, page } from './fields.ts'
import * as imports from './imports.ts'
import { IMPORT_SUBJECTS, SHEET_SUBJECTS } from './sheets.ts'
import { IMPORT_OUTCOMES } from './terms.ts'

const byId = z.strictObject({ id })
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const workbook = z.custom<Uint8Array<ArrayBuffer>>()

/** What goes in and out of the operations on imports. */
export const importOperations = {
  listImports: {
    tag: 'imports',
    summary: 'Imports that the reader may run, newest first',
    query: z.strictObject({ subject: z.enum(IMPORT_SUBJECTS).optional(), cursor: cursor.optional(), limit }),
    answer: page(imports.importSummary),
  },
  getImportTemplate: {
    tag: 'imports',
    summary: 'An empty table with the columns of a subject, and what belongs in them',
    produces: WORKBOOK,
    query: z.strictObject({ subject: z.enum(SHEET_SUBJECTS) }),
    answer: workbook,
  },
  exportTable: {
    tag: 'imports',
    summary: 'The present records of a subject, to be edited and imported again',
    produces: WORKBOOK,
    body: imports.exportTable,
    answer: workbook,
  },
  getFaultyRows: {
    tag: 'imports',
    summary: 'The faulty rows of a checked file with their reasons, for the person who brought it',
    produces: WORKBOOK,
    params: byId,
    answer: workbook,
  },
  issuePasswords: {
    tag: 'imports',
    summary: 'Issue first passwords to the next of the staff whom an import brought; shown once',
    params: byId,
    answer: imports.passwordsIssued,
  },
  createImport: {
    tag: 'imports',
    summary: 'Begin an import with an uploaded table',
    command: true,
    body: imports.createImport,
    answer: commandAnswer,
  },
  getImport: {
    tag: 'imports',
    summary: 'An import: its columns, how they are understood, how far it is',
    params: byId,
    answer: imports.importRun,
  },
  listImportRows: {
    tag: 'imports',
    summary: 'Faulty rows, and what became of each row',
    params: byId,
    query: z.strictObject({ outcome: z.enum(IMPORT_OUTCOMES).optional(), cursor: cursor.optional(), limit }),
    answer: page(imports.importRow),
  },
  checkImport: {
    tag: 'imports',
    summary: 'Say what the columns mean, and hold every row against it',
    command: true,
    params: byId,
    body: imports.importMapping,
    answer: commandAnswer,
  },
  startImport: {
    tag: 'imports',
    summary: 'Import the rows without a fault',
    command: true,
    params: byId,
    answer: commandAnswer,
  },
  undoImport: {
    tag: 'imports',
    summary: 'Remove what an import made and nobody has touched since',
    command: true,
    params: byId,
    answer: commandAnswer,
  },
} as const
