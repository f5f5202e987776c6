// Exchange: tables from .xlsx and .csv files, read row by row within limits; .xlsx written the same way.
export { readTableApart } from './apart.ts'
export type { Book, BookColumn, BookRow } from './book.ts'
export { type LocalTime, localTimeOf, momentOfLocal } from './dates.ts'
export { readTable } from './read.ts'
export { type Cell, cellText, columnName, type Row, TABLE_LIMITS, type TableLimits } from './types.ts'
export { writeTableApart } from './write.ts'
