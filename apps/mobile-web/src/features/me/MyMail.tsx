import { ApiError } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { TextInput } from '../../shared/ui/Field.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './MePage.module.css'
import { useText } from './texts.ts'

/** Where a resident's notices are mailed to, beside those in the app. */
export function MyMail() {
  const t = useText()
  const { data } = useAnswer('myContact')
  const [typed, setTyped] = useState<string>()
  const kept = data?.email ?? ''
  const email = (typed ?? kept).trim()
  const keep = useMutation({
    mutationFn: () => api('changeMyContact', { body: { email: email === '' ? null : email } }),
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['myContact'] })
      setTyped(undefined)
      toast(t(answer.email ? 'mailKept' : 'mailForgotten'))
    },
  })
  if (!data) return null
  const fault =
    keep.error instanceof ApiError
      ? keep.error.problem.fields?.find((field) => field.path.endsWith('email'))?.message
      : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  return (
    <Card title={t('mail')}>
      <form className={styles.mail} onSubmit={submit} noValidate>
        <TextInput
          label={t('mailAddress')}
          required={false}
          hint={t('mailHint')}
          fault={fault}
          type="email"
          autoComplete="email"
          maxLength={200}
          value={typed ?? kept}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" busy={keep.isPending} disabled={email === kept}>
          {t('mailSave')}
        </Button>
        <ErrorNotice error={keep.error} shownElsewhere={(path) => path.endsWith('email')} />
      </form>
    </Card>
  )
}
