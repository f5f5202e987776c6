import { TextArea, TextInput } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function TextControl({ field, label, value, onChange, fault }: ControlProps) {
  return (
    <TextInput
      label={label}
      required={field.required}
      fault={fault}
      maxLength={200}
      value={text(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

export function LongTextControl({ field, label, value, onChange, fault }: ControlProps) {
  return (
    <TextArea
      label={label}
      required={field.required}
      fault={fault}
      maxLength={4000}
      value={text(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
