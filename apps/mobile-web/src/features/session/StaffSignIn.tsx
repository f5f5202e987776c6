import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '../../shared/api.ts'
import { enter } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextInput } from '../../shared/ui/Field.tsx'
import { Frame } from './Frame.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

export default function StaffSignIn() {
  const t = useText()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => api('signIn', { body: { account: account.trim(), password } }),
    onSuccess: enter,
  })
  return (
    <Frame title={t('staffTitle')} lead={t('staffLead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <TextInput
          label={t('account')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
        <TextInput
          label={t('password')}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ErrorNotice error={signIn.error} />
        <Button
          type="submit"
          kind="primary"
          wide
          busy={signIn.isPending}
          disabled={account.trim() === '' || password === ''}
        >
          {t('signIn')}
        </Button>
      </form>
      <Link className={styles.other} to="/">
        {t('toResident')}
      </Link>
    </Frame>
  )
}
