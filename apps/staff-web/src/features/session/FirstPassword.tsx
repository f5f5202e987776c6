import type { Session } from '@sims/contracts/web'
import { LocaleSwitch } from '@sims/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { api } from '../../shared/api.ts'
import { firstLogin } from './first-login.ts'
import { PasswordForm } from './PasswordForm.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

/** Nobody works with a password that somebody else has seen. */
export default function FirstPassword({ session }: { session: Session }) {
  const t = useText()
  const client = useQueryClient()
  const signOut = async () => {
    firstLogin.forget()
    await api('signOut').catch(() => undefined)
    client.clear()
    window.location.assign('/sign-in')
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.head}>
          <p className={styles.product}>{session.organization.name}</p>
          <LocaleSwitch className={styles.language} />
        </header>
        <h1>{t('firstTitle')}</h1>
        <p className={styles.note}>{t('firstHint', { name: session.name })}</p>
        <PasswordForm
          first={firstLogin.password()}
          done={firstLogin.forget}
          extra={
            <Button type="text" onClick={() => void signOut()}>
              {t('signOut')}
            </Button>
          }
        />
      </div>
    </main>
  )
}
