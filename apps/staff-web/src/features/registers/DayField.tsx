import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import own from './registers.module.css'

interface DayFieldProps {
  /** given by the form; a day as `YYYY-MM-DD` */
  id?: string
  value?: string | null
  onChange?: (day: string | null) => void
}

/** A day of the calendar, kept as text. */
export function DayField({ id, value, onChange }: DayFieldProps) {
  return (
    <DatePicker
      id={id}
      className={own.whole}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}
