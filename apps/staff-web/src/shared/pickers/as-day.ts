import dayjs, { type Dayjs } from 'dayjs'

/** A form keeps a day as the API writes it; the picker's value is of its own kind. */
export const asDay = {
  getValueProps: (day?: string | null) => ({ value: day ? dayjs(day) : undefined }),
  normalize: (day: Dayjs | null) => day?.format('YYYY-MM-DD'),
}
