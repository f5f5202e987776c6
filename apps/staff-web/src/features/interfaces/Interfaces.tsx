import { Hooks } from './Hooks.tsx'
import styles from './interfaces.module.css'
import { Keys } from './Keys.tsx'
import { useText } from './texts.ts'

/** How other systems come in and are told, for the system administrator. */
export function Interfaces() {
  const t = useText()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <Keys />
      <Hooks />
    </div>
  )
}
