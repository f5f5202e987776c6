import { PlacePicker } from '../../places/PlacePicker.tsx'
import { FieldGroup } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'

export function PlaceControl({ field, label, onChange, fault }: ControlProps) {
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      <PlacePicker onChange={(place) => onChange(place?.id)} />
    </FieldGroup>
  )
}
