import { useCallback, useState } from 'react'
import { useShortcuts } from '../use-shortcuts.ts'

/**
 * Rows that a person has ticked to act on all of them; `x` ticks the row that has the focus (by its `data-id`). Rows that
 * a change has taken out of the list are not acted upon.
 */
export function useSelection<Item extends { id: string }>(items: readonly Item[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  useShortcuts({
    x: () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-id]')
      if (row?.dataset.id) toggle(row.dataset.id)
    },
  })
  return {
    selected,
    toggle,
    chosen: items.filter((item) => selected.has(item.id)),
    selectAll: (all: boolean) => setSelected(new Set(all ? items.map((item) => item.id) : [])),
    clear: () => setSelected(new Set()),
  }
}
