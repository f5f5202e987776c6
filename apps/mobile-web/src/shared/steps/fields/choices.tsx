import { useNames } from '@sims/ui'
import { FieldGroup, Select } from '../../ui/Field.tsx'
import { Options, Ticks } from '../../ui/Options.tsx'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'

const few = 6

export function ChoiceControl({ field, label, value, onChange, fault }: ControlProps) {
  const t = useText()
  const nameOf = useNames()
  const choices = (field.options ?? []).map((option) => ({ value: option.value, label: nameOf(option.names) }))
  const chosen = typeof value === 'string' ? value : ''
  const frame = { label, required: field.required, fault }
  if (choices.length > few)
    return <Select {...frame} value={chosen} choices={choices} empty={t('choose')} onChange={onChange} />
  return (
    <FieldGroup {...frame}>
      <Options choices={choices} value={chosen} onChange={onChange} />
    </FieldGroup>
  )
}

export function BooleanControl({ field, label, value, onChange, fault }: ControlProps) {
  const t = useText()
  const choices = [
    { value: 'true', label: t('yes') },
    { value: 'false', label: t('no') },
  ]
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      <Options
        choices={choices}
        value={typeof value === 'boolean' ? String(value) : ''}
        onChange={(next) => onChange(next === 'true')}
      />
    </FieldGroup>
  )
}

export function ChecklistControl({ field, label, value, onChange, fault }: ControlProps) {
  const nameOf = useNames()
  const items = (field.options ?? []).map(({ value, names, mandatory }) => ({
    value,
    label: nameOf(names),
    mandatory: mandatory ?? false,
  }))
  // mandatory items make the list so, whatever the field itself says
  const required = field.required || items.some((item) => item.mandatory)
  return (
    <FieldGroup label={label} required={required} fault={fault}>
      <Ticks choices={items} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />
    </FieldGroup>
  )
}
