import { Loading } from '@sims/ui'
import { Suspense, useEffect, useRef } from 'react'
import { Outlet, useLocation, useNavigationType } from 'react-router'
import { useLive } from '../shared/live.ts'
import { useMe } from '../shared/session.ts'
import styles from './Shell.module.css'
import { type Tab, TabBar } from './TabBar.tsx'

/** Pages with the tab bar below; the bar leaves where a page has buttons of its own. `top` stays above all of them. */
export function Shell({ tabs, top }: { tabs: Tab[]; top?: React.ReactNode }) {
  const { accountId, customerId } = useMe()
  useLive(`${accountId} ${customerId}`)
  const { pathname } = useLocation()
  const isRoot = tabs.some((tab) => tab.to === pathname)
  return (
    <div className={styles.shell}>
      {top}
      <Scroller key={pathname}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </Scroller>
      {isRoot && <TabBar tabs={tabs} />}
    </div>
  )
}

const positions = new Map<string, number>()

/** The part that scrolls. Going back finds it where it was left. */
function Scroller({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const { key } = useLocation()
  const isBack = useNavigationType() === 'POP'
  useEffect(() => {
    const shown = box.current
    if (!shown) return
    if (isBack) shown.scrollTop = positions.get(key) ?? 0
    const keep = () => positions.set(key, shown.scrollTop)
    shown.addEventListener('scroll', keep, { passive: true })
    return () => shown.removeEventListener('scroll', keep)
  }, [key, isBack])
  return (
    <div ref={box} className={styles.scroller}>
      {children}
    </div>
  )
}
