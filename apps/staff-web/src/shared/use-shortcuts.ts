import { useEffect, useRef } from 'react'

type Shortcuts = Record<string, (event: KeyboardEvent) => void>

/** Whether keys now belong to something else: a field, or a dialog that lies over the page. */
function busy(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="listbox"]'))
    return !(target instanceof HTMLInputElement && target.type === 'checkbox')
  return document.querySelector('[role="dialog"]') !== null
}

/** Single keys that work anywhere on the page, by the character they type (`j`, `/`, `?`) or name (`ArrowDown`). */
export function useShortcuts(shortcuts: Shortcuts): void {
  const present = useRef(shortcuts)
  present.current = shortcuts
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      const act = present.current[event.key]
      if (!act || busy(event.target)) return
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
