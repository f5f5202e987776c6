import { useId } from 'react'
import type { Choice } from './Field.tsx'
import { Icon } from './icons.tsx'
import styles from './Options.module.css'
import { useText } from './texts.ts'

interface OptionsProps {
  choices: Choice[]
  value: string
  onChange: (value: string) => void
}

/** One of a few, all in sight. */
export function Options({ choices, value, onChange }: OptionsProps) {
  const name = useId()
  return (
    <div className={styles.options}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.option}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          {choice.label}
        </label>
      ))}
    </div>
  )
}

interface TicksProps {
  choices: (Choice & { mandatory?: boolean })[]
  value: string[]
  onChange: (value: string[]) => void
}

/** Items to tick off; the mandatory ones say so. */
export function Ticks({ choices, value, onChange }: TicksProps) {
  const t = useText()
  return (
    <div className={styles.ticks}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.tick}>
          <input
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={(event) => {
              const rest = value.filter((one) => one !== choice.value)
              onChange(event.target.checked ? [...rest, choice.value] : rest)
            }}
          />
          <span className={styles.mark}>
            <Icon name="tick" />
          </span>
          {choice.label}
          {choice.mandatory && <span className={styles.must}>{t('mandatory')}</span>}
        </label>
      ))}
    </div>
  )
}

/** Two or three views of one list. */
export function Tabs({ choices, value, onChange }: OptionsProps) {
  return (
    <div className={styles.tabs}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={styles.tab}
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
