import { Button, Modal } from 'antd'
import { CopyButton } from '../../shared/CopyButton.tsx'
import styles from './interfaces.module.css'
import { useText } from './texts.ts'

/** A secret that is shown once: it closes by its button only. */
export function Issued({ name, secret, close }: { name: string; secret: string | null; close: () => void }) {
  const t = useText()
  return (
    <Modal
      open
      title={t('issued', { name })}
      width={520}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <div className={styles.footer}>
          {secret && <CopyButton text={secret} />}
          <Button type="primary" onClick={close}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <p className={styles.hint}>{t(secret ? 'issuedHint' : 'issuedLost')}</p>
      {secret && <p className={styles.secret}>{secret}</p>}
    </Modal>
  )
}
