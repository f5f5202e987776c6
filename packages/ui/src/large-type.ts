import { useSyncExternalStore } from 'react'

const storageKey = 'sims.largeType'
const watchers = new Set<() => void>()

const isLarge = () => typeof document !== 'undefined' && document.documentElement.dataset.type === 'large'

/** Turns the large type (适老) on or off for this device. */
export function setLargeType(on: boolean): void {
  if (on) document.documentElement.dataset.type = 'large'
  else delete document.documentElement.dataset.type
  try {
    localStorage.setItem(storageKey, String(on))
  } catch {
    // then the choice lasts as long as the page
  }
  for (const tell of watchers) tell()
}

/** Call once before the first drawing. */
export function restoreLargeType(): void {
  try {
    if (localStorage.getItem(storageKey) === 'true') document.documentElement.dataset.type = 'large'
  } catch {
    // storage is forbidden: normal type
  }
}

const subscribe = (changed: () => void) => {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

export const useLargeType = (): boolean => useSyncExternalStore(subscribe, isLarge)
