import { useId } from 'react'
import styles from './RatingStars.module.css'
import { useText } from './texts.ts'

interface RatingStarsProps {
  value: number | null
  label: string
  /** absent: the stars are only shown */
  onChange?: (value: number) => void
}

const five = [1, 2, 3, 4, 5]

/** One to five stars; a group of radio buttons to the keyboard and to screen readers. */
export function RatingStars({ value, label, onChange }: RatingStarsProps) {
  const t = useText()
  const group = useId()
  const isOn = (count: number) => count <= (value ?? 0)
  if (!onChange)
    return (
      <span className={styles.shown} role="img" aria-label={`${label} ${t('stars', { count: value ?? 0 })}`}>
        {five.map((count) => (
          <span key={count} className={isOn(count) ? styles.on : undefined}>
            <Star />
          </span>
        ))}
      </span>
    )
  return (
    <fieldset className={styles.stars} aria-label={label}>
      {five.map((count) => (
        <label key={count} className={`${styles.star} ${isOn(count) ? styles.on : ''}`}>
          <input
            type="radio"
            name={group}
            value={count}
            checked={value === count}
            aria-label={t('stars', { count })}
            onChange={() => onChange(count)}
          />
          <Star />
        </label>
      ))}
    </fieldset>
  )
}

const Star = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1L12 17l-5.4 3 1.1-6.1-4.5-4.3 6.1-.8z" />
  </svg>
)
