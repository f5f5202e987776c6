import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import styles from './Field.module.css'
import { useText } from './texts.ts'

interface Frame {
  label: string
  required?: boolean
  hint?: string
  /** what the server or the form found wrong here */
  fault?: string
}

/** Label above, control, then hint or fault; `children` gets the ids that tie them together. */
export function Field({
  label,
  required = true,
  hint,
  fault,
  children,
}: Frame & {
  children: (tie: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode
}) {
  const t = useText()
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {!required && <span className={styles.optional}>{t('optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': Boolean(fault) })}
      <Note id={`${id}-note`} hint={hint} fault={fault} />
    </div>
  )
}

/** The same frame for several controls that answer one question. */
export function FieldGroup({ label, required = true, hint, fault, children }: Frame & { children: ReactNode }) {
  const t = useText()
  const id = useId()
  return (
    <fieldset className={styles.field} aria-describedby={id} data-invalid={Boolean(fault)}>
      <legend className={styles.label}>
        {label}
        {!required && <span className={styles.optional}>{t('optional')}</span>}
      </legend>
      {children}
      <Note id={id} hint={hint} fault={fault} />
    </fieldset>
  )
}

function Note({ id, hint, fault }: { id: string; hint?: string | undefined; fault?: string | undefined }) {
  const words = fault ?? hint
  return (
    <span id={id} className={fault ? styles.fault : styles.hint} role={fault ? 'alert' : undefined} hidden={!words}>
      {words}
    </span>
  )
}

export function TextInput({ label, required, hint, fault, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} required={required} hint={hint} fault={fault}>
      {(tie) => <input {...rest} {...tie} className={styles.control} />}
    </Field>
  )
}

export function TextArea({
  label,
  required,
  hint,
  fault,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} required={required} hint={hint} fault={fault}>
      {(tie) => <textarea {...rest} {...tie} className={styles.control} />}
    </Field>
  )
}

export interface Choice {
  value: string
  label: string
}

interface SelectProps extends Frame {
  value: string
  choices: Choice[]
  empty: string
  disabled?: boolean
  onChange: (value: string) => void
}

/** The phone's own picker: it knows one-handed use and large type better than we do. */
export function Select({ label, required, hint, fault, value, choices, empty, disabled, onChange }: SelectProps) {
  return (
    <Field label={label} required={required} hint={hint} fault={fault}>
      {(tie) => (
        <select
          {...tie}
          className={styles.control}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{empty}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
