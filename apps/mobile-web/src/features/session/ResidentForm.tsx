import { ApiError } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../../shared/api.ts'
import { enter } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextInput } from '../../shared/ui/Field.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

const waitSeconds = 60

/** Of several people with one phone, whom there is to choose from. */
const peopleIn = (error: unknown) =>
  error instanceof ApiError && error.problem.code === 'identity.choosePerson'
    ? (error.problem.params?.people as { accountId: string; name: string }[])
    : []

/** Phone and one-time code; of a phone that nobody knows yet, and with an invitation, the name too. */
export function ResidentForm({ invitation }: { invitation?: string }) {
  const t = useText()
  const go = useNavigate()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const { left, begin } = useCountdown()
  const ask = useMutation({
    mutationFn: () => api('askCode', { body: { phone: phone.trim(), ...(invitation && { invitation }) } }),
    onSuccess: () => begin(waitSeconds),
  })
  const [unknown, setUnknown] = useState(false)
  // a phone that nobody knows registers by name
  const asksName = invitation !== undefined || unknown
  const signIn = useMutation({
    mutationFn: (who: { accountId?: string; another?: boolean }) =>
      api('residentSignIn', {
        body: {
          phone: phone.trim(),
          code,
          ...(invitation && { invitation }),
          ...(asksName && name.trim() && { name: name.trim() }),
          ...who,
        },
      }),
    onSuccess: (session) => {
      if (invitation) void go('/', { replace: true })
      enter(session)
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.code === 'identity.unknownPhone') setUnknown(true)
    },
  })
  const error = signIn.error ?? ask.error
  const people = peopleIn(signIn.error)
  const fault = (path: string) =>
    error instanceof ApiError ? error.problem.fields?.find((field) => field.path.endsWith(path))?.message : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({})
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {asksName && (
        <TextInput
          label={t('name')}
          hint={t(invitation ? 'nameHint' : 'registerHint')}
          fault={fault('name')}
          autoComplete="name"
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextInput
        label={t('phone')}
        fault={fault('phone')}
        type="tel"
        autoComplete="tel"
        maxLength={30}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <div className={styles.codeRow}>
        <TextInput
          label={t('code')}
          fault={fault('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
        <Button busy={ask.isPending} disabled={phone.trim() === '' || left > 0} onClick={() => ask.mutate()}>
          {left > 0 ? t('askAgain', { seconds: left }) : t('askCode')}
        </Button>
      </div>
      {ask.data && (
        <p className={styles.shown} role="status">
          {ask.data.shownCode ? (
            <>
              {t('shownCode')} <strong>{ask.data.shownCode}</strong>
            </>
          ) : (
            t('codeSent')
          )}
        </p>
      )}
      {people.length > 0 && (
        <fieldset className={styles.people}>
          <legend>{t('whoAreYou')}</legend>
          {people.map(({ accountId, name: masked }) => (
            <Button key={accountId} wide busy={signIn.isPending} onClick={() => signIn.mutate({ accountId })}>
              {masked}
            </Button>
          ))}
          {invitation && (
            <Button wide busy={signIn.isPending} onClick={() => signIn.mutate({ another: true })}>
              {t('another', { name: name.trim() })}
            </Button>
          )}
        </fieldset>
      )}
      <ErrorNotice error={people.length > 0 ? null : error} shownElsewhere={(path) => fault(path) !== undefined} />
      <Button
        type="submit"
        kind="primary"
        wide
        busy={signIn.isPending}
        disabled={phone.trim() === '' || code.length !== 6 || (asksName && name.trim() === '')}
      >
        {t(unknown && !invitation ? 'register' : 'signIn')}
      </Button>
    </form>
  )
}

/** Seconds until a new code may be asked for. */
function useCountdown() {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(setLeft, 1000, left - 1)
    return () => clearTimeout(timer)
  }, [left])
  return { left, begin: setLeft }
}
