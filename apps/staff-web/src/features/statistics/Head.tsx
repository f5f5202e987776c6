import { NavLink } from 'react-router'
import styles from './statistics.module.css'
import { useText } from './texts.ts'

/** Title of a page of figures, with the way to the other one. */
export function Head({ title, lead }: { title: string; lead: string }) {
  const t = useText()
  return (
    <header className={styles.head}>
      <nav className={styles.tabs} aria-label={t('pages')}>
        <NavLink to="/statistics" end>
          {t('title')}
        </NavLink>
        <NavLink to="/statistics/clocks">{t('report')}</NavLink>
      </nav>
      <h1>{title}</h1>
      <p>{lead}</p>
    </header>
  )
}
