import { useSyncExternalStore } from 'react'

/** The width under which the style sheets lay a page out for a phone. */
const narrow = window.matchMedia('(max-width: 720px)')
const subscribe = (watcher: () => void) => {
  narrow.addEventListener('change', watcher)
  return () => narrow.removeEventListener('change', watcher)
}

/** Whether the page is as narrow as a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
