import { ApiError } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../shared/api.ts'
import { renew, useSignOut } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextInput } from '../../shared/ui/Field.tsx'
import { Frame } from './Frame.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

/** The first password was given by others: nothing else is shown before it is changed. */
export default function ChangePassword() {
  const t = useText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const change = useMutation({
    mutationFn: () => api('changePassword', { body: { current, next } }),
    onSuccess: renew,
  })
  const signOut = useSignOut()
  const differ = again !== '' && again !== next
  const weak = change.error instanceof ApiError && change.error.problem.code === 'identity.weakPassword'
  return (
    <Frame title={t('changeTitle')} lead={t('changeLead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!differ) change.mutate()
        }}
      >
        <TextInput
          label={t('currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextInput
          label={t('newPassword')}
          hint={t('passwordRule')}
          fault={weak ? change.error?.message : undefined}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <TextInput
          label={t('newAgain')}
          fault={differ ? t('differ') : undefined}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.target.value)}
        />
        {!weak && <ErrorNotice error={change.error} />}
        <Button
          type="submit"
          kind="primary"
          wide
          busy={change.isPending}
          disabled={!current || !next || !again || differ}
        >
          {t('change')}
        </Button>
        <Button kind="quiet" onClick={() => signOut.mutate()}>
          {t('later')}
        </Button>
      </form>
    </Frame>
  )
}
