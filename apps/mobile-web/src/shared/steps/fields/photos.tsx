import { FieldGroup } from '../../ui/Field.tsx'
import { PhotoPicker } from '../../upload/PhotoPicker.tsx'
import type { ControlProps } from '../control.ts'

export function PhotosControl({ field, label, value, onChange, fault, onBusy }: ControlProps) {
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      <PhotoPicker value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} onBusy={onBusy} />
    </FieldGroup>
  )
}
