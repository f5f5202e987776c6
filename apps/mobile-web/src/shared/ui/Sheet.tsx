import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './icons.tsx'
import styles from './Sheet.module.css'
import { useText } from './texts.ts'

interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A form or a choice that rises from the bottom, where the thumb is; Escape and the cross leave it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className={styles.sheet} aria-label={title} onCancel={onClose}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </dialog>
  )
}
