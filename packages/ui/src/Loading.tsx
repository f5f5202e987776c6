import styles from './Notices.module.css'
import { useText } from './texts.ts'

/** Shown only when the answer takes longer than a blink. */
export function Loading() {
  const t = useText()
  return (
    <p className={styles.loading} role="status">
      {t('loading')}
    </p>
  )
}
