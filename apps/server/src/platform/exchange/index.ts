// Exchange: tables from .xlsx and .csv files, read row by row within limits.
export { readTableApart } from './apart.ts'
export { type LocalTime, localTimeOf, momentOfLocal } from './dates.ts'
export { readTable } from './read.ts'
export { type Cell, cellText, columnName, type Row, TABLE_LIMITS, type TableLimits } from './types.ts'
