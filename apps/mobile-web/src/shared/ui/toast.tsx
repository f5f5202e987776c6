import { useSyncExternalStore } from 'react'
import styles from './toast.module.css'

let shown = ''
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()

const show = (words: string) => {
  shown = words
  for (const tell of watchers) tell()
}

/** Says for three seconds that something was done. Faults are never said here: they stay where they belong. */
export function toast(words: string): void {
  show(words)
  clearTimeout(timer)
  timer = setTimeout(show, 3000, '')
}

const subscribe = (changed: () => void) => {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

/** Where toasts appear; once on the page. */
export function Toaster() {
  const words = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className={styles.place} role="status">
      {words && <p className={styles.toast}>{words}</p>}
    </div>
  )
}
