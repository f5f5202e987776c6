import type { Answer } from '@sims/contracts/web'
import { Button, Modal } from 'antd'
import { CopyButton } from '../../shared/CopyButton.tsx'
import styles from './staff.module.css'
import { useText } from './texts.ts'

interface PasswordIssuedProps {
  name: string
  issued: Answer<'resetPassword'>
  close: () => void
}

/** A password that is shown once: it closes by its button only. */
export function PasswordIssued({ name, issued, close }: PasswordIssuedProps) {
  const t = useText()
  return (
    <Modal
      open
      title={t('issuedTitle', { name })}
      width={440}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <div className={styles.footer}>
          <CopyButton text={`${t('account')}：${issued.account}\n${t('password')}：${issued.password}`} />
          <Button type="primary" onClick={close}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <p className={styles.hint}>{t('issuedHint')}</p>
      <dl className={styles.login}>
        <dt>{t('account')}</dt>
        <dd>{issued.account}</dd>
        <dt>{t('password')}</dt>
        <dd>{issued.password}</dd>
      </dl>
    </Modal>
  )
}
