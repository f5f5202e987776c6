import type { ButtonHTMLAttributes } from 'react'
import styles from './Button.module.css'

interface Looks {
  kind?: 'primary' | 'plain' | 'danger' | 'quiet'
  wide?: boolean
}

/** The class of a button's look, for links that look like one. */
export const buttonClass = ({ kind = 'plain', wide = false }: Looks) =>
  `${styles.button} ${styles[kind]} ${wide ? styles.wide : ''}`

/** While `busy` a second press does nothing. */
export function Button({
  kind,
  wide,
  busy = false,
  ...rest
}: Looks & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ ...(kind && { kind }), ...(wide && { wide }) })}
      disabled={busy || rest.disabled}
      aria-busy={busy}
    />
  )
}
