import { importSubjectNames, KEY_COLUMN, type Locale } from '@sims/contracts'
import type { Actor } from '#kernel'
import { assertMay } from '#platform/access'
import { audit } from '#platform/command'
import type { Book, BookRow } from '#platform/exchange'
import type { Origin } from '#platform/http'
import { maskText } from '#platform/privacy'
import type { ImportDeps } from './deps.ts'
import { keyText, marker } from './sheet/key.ts'
import type { Sheet, Values } from './sheet/sheet.ts'
import { shownValue } from './sheet/values.ts'
import { columnsOf } from './template.ts'

interface Table {
  book: Book
  rows: AsyncIterable<readonly BookRow[]>
}

/** Rows that are read at a time. */
const PAGE = 500

/**
 * The present records of a sheet with their keys, read page by page as the file is taken. Personal columns are in it
 * only for a reason and with the right to reveal them; the audit event is written before the first row is read.
 * @throws DomainError `access.forbidden`, `imports.wholeCompany`
 */
export async function exportTable<F extends string>(
  deps: ImportDeps,
  sheet: Sheet<F>,
  { actor, origin, now, locale }: { actor: Actor; origin: Origin; now: Date; locale: Locale },
  reason: string | undefined,
): Promise<Table> {
  sheet.assertMay(actor)
  const clear = sheet.reveals === undefined || reason !== undefined
  if (sheet.reveals && clear) assertMay(actor, sheet.reveals)
  const fields = (Object.keys(sheet.fields) as F[]).filter(
    (field) => !sheet.fields[field].settled && (clear || !sheet.fields[field].personal),
  )
  const { organizationId } = actor
  const run = { id: actor.accountId, createdBy: actor.accountId }
  const ids = await deps.db.transaction(organizationId, async (tx) => {
    audit(tx, actor, origin, now, {
      action: 'imports.export',
      outcome: 'success',
      objectKind: sheet.recordKind,
      detail: { subject: sheet.subject, clear, ...(reason ? { reason: maskText(reason.trim()) } : {}) },
    })
    return await sheet.open(tx, deps, run, now).all()
  })
  const mark = marker(deps.secrets, organizationId, sheet.subject)
  const rowOf = (id: string, values: Values<F>): BookRow => [
    ...fields.map((field) => shownValue(sheet.subject, field, values[field], locale) || null),
    keyText({ id, mark: mark(id, values) }),
  ]
  async function* rows() {
    for (let at = 0; at < ids.length; at += PAGE) {
      const page = ids.slice(at, at + PAGE)
      const found = await deps.db.read(organizationId, (tx) => sheet.open(tx, deps, run, now).current(page))
      yield page.flatMap((id) => {
        const values = found.get(id)
        return values ? [rowOf(id, values)] : []
      })
    }
  }
  const key = { heading: KEY_COLUMN.names[locale], width: 24 }
  return {
    book: {
      sheet: importSubjectNames[sheet.subject][locale],
      columns: [...columnsOf(sheet, locale, fields), key],
      choices: locale === 'en' ? 'Choices' : '可选项',
    },
    rows: rows(),
  }
}
