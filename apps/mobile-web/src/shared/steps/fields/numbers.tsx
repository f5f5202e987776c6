import { useState } from 'react'
import { TextInput } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'

/** What was typed stays as typed ("1." on the way to "1.5"); the form gets the number. */
function Typed({ field, label, value, onChange, fault, per, hint }: ControlProps & { per: number; hint?: string }) {
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value / per) : '')
  return (
    <TextInput
      label={label}
      required={field.required}
      hint={hint}
      fault={fault}
      inputMode="decimal"
      value={typed}
      onChange={(event) => {
        const words = event.target.value.replace(/[^\d.-]/g, '')
        setTyped(words)
        const number = Number(words)
        onChange(words === '' || Number.isNaN(number) ? undefined : per === 1 ? number : Math.round(number * per))
      }}
    />
  )
}

export const NumberControl = (props: ControlProps) => <Typed {...props} per={1} />

/** Typed in yuan, kept in fen. */
export function MoneyControl(props: ControlProps) {
  const t = useText()
  return <Typed {...props} per={100} hint={t('yuan')} />
}
