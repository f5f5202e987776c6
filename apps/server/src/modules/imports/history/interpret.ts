import { createHash } from 'node:crypto'
import type { HistoryMapping, ImportField } from '@sims/contracts'
import { dayOf } from '#kernel'
import type { HistoryRow } from '#modules/requests'
import { cellText, localTimeOf, momentOfLocal, type Row } from '#platform/exchange'
import { type CellReader, cellReader, type RowFault } from '../cells.ts'

export interface Interpretation {
  mapping: HistoryMapping
  zone: string
  now: Date
  /** values of the file → ours; undefined when nothing fits */
  community: (value: string) => string | undefined
  category: (value: string) => string | undefined
  place: (communityId: string, value: string) => string | undefined
  /** where something lies of which only the community is known */
  anywhere: (communityId: string) => string | undefined
}

export type Interpreted =
  | { row: number; history: HistoryRow; faults?: undefined }
  | { row: number; faults: RowFault[]; unknown: { communities?: string; categories?: string } }

/** What a row of the table says, or everything that is wrong with it. Pure. */
export function interpret(row: Row, by: Interpretation): Interpreted {
  const { mapping } = by
  const reader = cellReader<ImportField>(row, mapping.columns, (field) => PERSONAL.includes(field))
  const reported = timeOf(reader, 'reportedAt', by)
  const answered = mapping.columns.answeredAt ? timeOf(reader, 'answeredAt', by) : undefined
  const answerText = reader.text('answer')
  const answeredAt = reported && answered ? notBeforeReport(reader, reported, answered, by.zone) : undefined
  const description = [reader.text('title'), reader.text('description')].filter((text) => text !== '').join('\n')
  if (description === '') reader.fault(mapping.columns.description ? 'description' : 'title', 'imports.empty')
  const unknown: { communities?: string; categories?: string } = {}
  const communityValue = reader.text('community')
  const communityId = (communityValue !== '' && by.community(communityValue)) || mapping.communityId
  if (!communityId) {
    unknown.communities = communityValue
    reader.fault('community', communityValue === '' ? 'imports.empty' : 'imports.unknownCommunity')
  }
  const categoryValue = reader.text('category')
  const category = (categoryValue !== '' && by.category(categoryValue)) || mapping.category
  if (!category) {
    unknown.categories = categoryValue
    reader.fault('category', categoryValue === '' ? 'imports.empty' : 'imports.unknownCategory')
  }
  const placeId = communityId ? placeOf(reader, communityId, by) : undefined
  const person = { name: reader.text('person') || null, phone: reader.text('phone') || null }
  if (reader.faults.length > 0 || !reported || !communityId || !category || !placeId)
    return { row: row.number, faults: reader.faults, unknown }
  const reportedAt = new Date(reported.at)
  const externalNumber = reader.text('externalNumber') || fingerprint(reportedAt, description)
  const answer =
    answeredAt === undefined && answerText === ''
      ? null
      : { at: answeredAt === undefined ? null : new Date(answeredAt), text: answerText }
  return {
    row: row.number,
    history: { category, communityId, placeId, person, description, externalNumber, reportedAt, answer },
  }
}

type Reader = CellReader<ImportField>

const PERSONAL: readonly ImportField[] = ['person', 'phone', 'description', 'title']

interface Told {
  at: number
  dayOnly: boolean
}

function timeOf(reader: Reader, field: 'reportedAt' | 'answeredAt', { zone, now }: Interpretation): Told | undefined {
  const cell = reader.cell(field)
  if (!cell || cellText(cell).trim() === '') {
    if (field === 'reportedAt') reader.fault(field, 'imports.empty')
    return undefined
  }
  const local = localTimeOf(cell)
  if (!local) {
    reader.fault(field, 'imports.badDate')
    return undefined
  }
  const at = momentOfLocal(local, zone)
  if (at > now.getTime()) {
    reader.fault(field, 'imports.inFuture')
    return undefined
  }
  return { at, dayOnly: local.precision === 'day' }
}

/** An answer of which only the day is known, on the day of the report, counts as given at once. */
function notBeforeReport(reader: Reader, reported: Told, answered: Told, zone: string): number | undefined {
  if (answered.at >= reported.at) return answered.at
  if (answered.dayOnly && dayOf(answered.at, zone) === dayOf(reported.at, zone)) return reported.at
  reader.fault('answeredAt', 'imports.answerTooEarly')
  return undefined
}

function placeOf(reader: Reader, communityId: string, by: Interpretation): string | undefined {
  const value = reader.text('place')
  const found = value === '' ? by.anywhere(communityId) : by.place(communityId, value)
  if (!found) reader.fault(value === '' ? 'community' : 'place', 'imports.unknownPlace')
  return found
}

/** Stands for a row without a number of its own: the same moment with the same text is the same request. */
const fingerprint = (at: Date, description: string) =>
  `#${createHash('sha256').update(`${at.toISOString()}\n${description}`).digest('hex').slice(0, 24)}`
