import type { FormField } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import type { ComponentType } from 'react'
import type { ControlProps } from './control.ts'
import { BooleanControl, ChecklistControl, ChoiceControl } from './fields/choices.tsx'
import { DateControl, DateTimeControl } from './fields/dates.tsx'
import { MoneyControl, NumberControl } from './fields/numbers.tsx'
import { PartsControl } from './fields/parts.tsx'
import { PersonControl, TeamControl } from './fields/people.tsx'
import { PhotosControl } from './fields/photos.tsx'
import { PlaceControl } from './fields/place.tsx'
import { PriceItemsControl, QuoteControl } from './fields/price-items.tsx'
import { RatingControl } from './fields/rating.tsx'
import { SignatureControl } from './fields/signature.tsx'
import { LongTextControl, TextControl } from './fields/words.tsx'

const controls: Record<FormField['type'], ComponentType<ControlProps>> = {
  text: TextControl,
  longText: LongTextControl,
  number: NumberControl,
  money: MoneyControl,
  date: DateControl,
  dateTime: DateTimeControl,
  choice: ChoiceControl,
  person: PersonControl,
  team: TeamControl,
  place: PlaceControl,
  request: TextControl,
  checklist: ChecklistControl,
  photos: PhotosControl,
  signature: SignatureControl,
  rating: RatingControl,
  boolean: BooleanControl,
  priceItems: PriceItemsControl,
  parts: PartsControl,
  quote: QuoteControl,
}

interface StepFormProps {
  form: FormField[]
  values: Record<string, unknown>
  faults: Record<string, string>
  onChange: (key: string, value: unknown) => void
  onBusy: (key: string, busy: boolean) => void
}

/** Any step's form, drawn from its fields alone. */
export function StepForm({ form, values, faults, onChange, onBusy }: StepFormProps) {
  const nameOf = useNames()
  return form.map((field) => {
    const Control = controls[field.type]
    return (
      <Control
        key={field.key}
        field={field}
        label={nameOf(field.names)}
        value={values[field.key]}
        fault={faults[field.key]}
        onChange={(value) => onChange(field.key, value)}
        onBusy={(busy) => onBusy(field.key, busy)}
      />
    )
  })
}
