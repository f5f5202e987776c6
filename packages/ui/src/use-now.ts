import { useSyncExternalStore } from 'react'

let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const watchers = new Set<() => void>()

const subscribe = (changed: () => void) => {
  watchers.add(changed)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of watchers) tell()
  }, 20_000)
  return () => {
    watchers.delete(changed)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present time, renewed every 20 s by one timer for the whole page. */
export function useNow(): Date {
  if (watchers.size === 0) now = Date.now()
  return new Date(useSyncExternalStore(subscribe, () => now))
}
