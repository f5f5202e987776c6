import { IMPORT_SUBJECTS, type ImportSubject, type SheetSubject } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { customers } from './customers/subject.ts'
import { history } from './history/subject.ts'
import { places } from './places/subject.ts'
import type { Sheet } from './sheet/sheet.ts'
import { sheetSubject } from './sheet/subject.ts'
import { staff } from './staff/subject.ts'
import type { Subject } from './subject.ts'

const sheets = { places, customers, staff } as const satisfies Record<SheetSubject, unknown>
const subjects: Record<ImportSubject, Subject> = {
  history,
  places: sheetSubject(places),
  customers: sheetSubject(customers),
  staff: sheetSubject(staff),
}

/** The fields of a sheet are its own affair: who asks by its name treats them as texts. */
export const sheetOf = (subject: SheetSubject): Sheet => sheets[subject] as unknown as Sheet

export const subjectOf = (subject: ImportSubject): Subject => subjects[subject]

/** What an actor may import. @throws DomainError `access.forbidden`, `imports.wholeCompany` when there is nothing */
export function subjectsFor(actor: Actor): ImportSubject[] {
  let refused: unknown = new DomainError('access.forbidden')
  const own = IMPORT_SUBJECTS.filter((subject) => {
    try {
      subjects[subject].assertMay(actor)
      return true
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error.code === 'imports.wholeCompany') refused = error
      return false
    }
  })
  if (own.length === 0) throw refused
  return own
}
