import { ErrorNotice, LocaleSwitch, locale } from '@sims/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { api, useApi, useCommand } from '../../shared/api.ts'
import { firstLogin } from './first-login.ts'
import styles from './session.module.css'
import { useText } from './texts.ts'

/** Only an address of our own may follow the sign-in. */
const ownPath = (path: string | null) => (path?.startsWith('/') && !/^\/[/\\]/.test(path) ? path : '/')

/** Account and password; a company that is not founded yet is led to the first run. */
export function SignIn() {
  const t = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const setup = useApi('setupState')
  const signIn = useCommand('signIn')
  const [switched, setSwitched] = useState(false)

  const submit = async (values: { account: string; password: string }) => {
    let session = await signIn
      .run({ body: { account: values.account.trim(), password: values.password } })
      .catch(() => null)
    if (!session) return
    if (session.mustChangePassword) firstLogin.remember(values.password)
    else if (switched && session.locale !== locale()) {
      // who has just chosen a language here wants it inside too
      session = await api('changeSession', { body: { locale: locale() } }).catch(() => session)
    }
    client.clear()
    client.setQueryData(['whoAmI', {}], session)
    navigate(ownPath(search.get('next')), { replace: true })
  }
  if (setup.data?.needed) return <Navigate replace to="/setup" />
  const required = [{ required: true, message: t('fillIn') }]
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.head}>
          <p className={styles.product}>{t('product')}</p>
          <LocaleSwitch className={styles.language} onSwitch={() => setSwitched(true)} />
        </header>
        <h1>{t('title')}</h1>
        <Form layout="vertical" size="large" requiredMark={false} validateTrigger="onSubmit" onFinish={submit}>
          <Form.Item name="account" label={t('account')} rules={required}>
            <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={required}>
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          {signIn.error && (
            <div className={styles.error}>
              <ErrorNotice error={signIn.error} />
            </div>
          )}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t('signIn')}
          </Button>
        </Form>
        <p className={styles.note}>{t('forgot')}</p>
        <p className={styles.note}>
          <a href="/m/">{t('resident')}</a>
        </p>
      </div>
    </main>
  )
}
