import { LargeTypeSwitch, LocaleSwitch } from '@sims/ui'
import { type ReactNode, useEffect } from 'react'
import styles from './session.module.css'
import { useText } from './texts.ts'

/** The pages before signing in: what this is, one form, and the two switches that some need before they can read it. */
export function Frame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = useText()
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="32" height="32" />
          {t('brand')}
        </span>
        <span className={styles.switches}>
          <LargeTypeSwitch className={styles.switch} />
          <LocaleSwitch className={styles.switch} />
        </span>
      </header>
      <main className={styles.main}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}
