import { RatingStars } from '@sims/ui'
import { FieldGroup } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'

export function RatingControl({ field, label, value, onChange, fault }: ControlProps) {
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      <RatingStars label={label} value={typeof value === 'number' ? value : null} onChange={onChange} />
    </FieldGroup>
  )
}
