import { type ReactNode, useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Icon } from './icons.tsx'
import styles from './Page.module.css'
import { useText } from './texts.ts'

interface PageProps {
  title: string
  /** where "back" leads when the page was opened directly; absent: the page is a root of the tab bar */
  back?: string
  /** at the right of the head */
  side?: ReactNode
  /** what a thumb needs, always in sight at the bottom */
  bar?: ReactNode
  children: ReactNode
}

/** The frame of every page: its name, the way back, the content in cards, the buttons at the thumb. */
export function Page({ title, back, side, bar, children }: PageProps) {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.side}>{back !== undefined && <Back to={back} />}</div>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.side}>{side}</div>
      </header>
      <main className={styles.body}>{children}</main>
      {bar && (
        <footer className={styles.bar}>
          <div className={styles.barInner}>{bar}</div>
        </footer>
      )}
    </div>
  )
}

/** One step back in the history; to `to` where there is none, as after opening a link from a message. */
function Back({ to }: { to: string }) {
  const t = useText()
  const go = useNavigate()
  const isFirst = useLocation().key === 'default'
  return (
    <button
      type="button"
      className={styles.back}
      aria-label={t('back')}
      onClick={() => (isFirst ? go(to, { replace: true }) : go(-1))}
    >
      <Icon name="back" />
    </button>
  )
}
