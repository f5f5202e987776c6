/** A workbook to be written: its first sheet holds rows, the others say what belongs in them. */
export interface Book {
  sheet: string
  columns: readonly BookColumn[]
  /** sheets of a few rows that follow, the first of each its headings */
  notes?: readonly { sheet: string; widths: readonly number[]; rows: readonly (readonly string[])[] }[]
  /** name of the hidden sheet that holds the choices */
  choices?: string
}

export interface BookColumn {
  heading: string
  /** in characters */
  width?: number
  /** what cells of the column may hold, offered as a list */
  choices?: readonly string[]
}

/** Cells of a row. A text stays a text whatever it begins with; null leaves the cell empty. */
export type BookRow = readonly (string | number | null)[]
