import { TextInput } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'

export function DateControl({ field, label, value, onChange, fault }: ControlProps) {
  return (
    <TextInput
      label={label}
      required={field.required}
      fault={fault}
      type="date"
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}

/** Picked in the time of the phone, kept as an instant. */
export function DateTimeControl({ field, label, value, onChange, fault }: ControlProps) {
  return (
    <TextInput
      label={label}
      required={field.required}
      fault={fault}
      type="datetime-local"
      value={typeof value === 'string' ? localText(new Date(value)) : ''}
      onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : undefined)}
    />
  )
}

function localText(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
