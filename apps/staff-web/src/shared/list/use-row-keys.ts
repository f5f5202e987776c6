import type { RefObject } from 'react'
import { useShortcuts } from '../use-shortcuts.ts'

/**
 * j/k and the arrows walk through the elements marked `data-row` inside `list` by moving the real focus, so that Enter
 * opens the row as it would any link, and the focus is seen.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const walk = (by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const focused = rows.indexOf(document.activeElement as HTMLElement)
    const opened = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
    const from = focused >= 0 ? focused : opened
    const next = rows[from < 0 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
  })
}
