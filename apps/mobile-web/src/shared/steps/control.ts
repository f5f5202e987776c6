import type { FormField } from '@sims/contracts/web'

/** What every control of a form field gets; `value` is as the API takes it, undefined while nothing is filled in. */
export interface ControlProps {
  field: FormField
  label: string
  value: unknown
  onChange: (value: unknown) => void
  fault?: string
  /** told while something of it is still on its way to the server */
  onBusy: (busy: boolean) => void
}
