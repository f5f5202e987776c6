import { useState } from 'react'
import { newId } from '../../shared/ids.ts'

/** A report that is not yet sent. `id` is the request's id from the first moment, so sending it twice makes one. */
export interface Draft {
  id: string
  placeId: string
  description: string
  photos: string[]
  /** whom a complaint is about; absent until chosen */
  concerned?: string
}

const fresh = (): Draft => ({ id: newId(), placeId: '', description: '', photos: [] })
const keyOf = (accountId: string, category: string) => `sims.draft.${accountId}.${category}`

/**
 * What was filled in outlives the page: in-app browsers often drop it while the camera is open. Kept on this device
 * only, per account and category, until it is sent.
 */
export function useDraft(accountId: string, category: string) {
  const key = keyOf(accountId, category)
  const [draft, setDraft] = useState(() => restore(key) ?? fresh())
  const change = (part: Partial<Draft>) =>
    setDraft((now) => {
      const next = { ...now, ...part }
      store(key, next)
      return next
    })
  return { draft, change, clear: () => store(key, null) }
}

function restore(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

function store(key: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // storage is forbidden: then the draft lasts as long as the page
  }
}
