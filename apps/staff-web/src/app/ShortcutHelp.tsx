import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useShortcuts } from '../shared/use-shortcuts.ts'
import { type HelpKey, useHelpText } from './help-texts.ts'
import styles from './shell.module.css'
import { useAppText } from './texts.ts'

const keys: [HelpKey, ...string[]][] = [
  ['walk', 'J', 'K', '↓', '↑'],
  ['open', 'Enter'],
  ['close', 'Esc'],
  ['create', 'N'],
  ['find', '/'],
  ['select', 'X'],
  ['step', '1', '…', '9'],
  ['submit', 'Ctrl', 'Enter'],
  ['help', '?'],
]

/** What the keyboard can do, one `?` away. */
export function ShortcutHelp() {
  const t = useAppText()
  const h = useHelpText()
  const [open, setOpen] = useState(false)
  useShortcuts({ '?': () => setOpen(true) })
  return (
    <>
      <Button
        type="text"
        className={styles.helpButton}
        aria-label={t('help')}
        title={t('help')}
        onClick={() => setOpen(true)}
      >
        <kbd>?</kbd>
      </Button>
      <Modal open={open} title={t('help')} footer={null} width={420} onCancel={() => setOpen(false)}>
        <dl className={styles.help}>
          {keys.map(([does, ...pressed]) => (
            <div key={does}>
              <dt>{h(does)}</dt>
              <dd>
                {pressed.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  )
}
