import { PROXY_SCOPES, type ProxyScope, proxyScopeNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, queries } from '../../shared/api.ts'
import { newId } from '../../shared/ids.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldGroup, TextInput } from '../../shared/ui/Field.tsx'
import { faultOf } from '../../shared/ui/fault-of.ts'
import { Ticks } from '../../shared/ui/Options.tsx'
import { Sheet } from '../../shared/ui/Sheet.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './proxies.module.css'
import { useText } from './texts.ts'

/** Names somebody who may act for me: whom, what for, until when. */
export function NameSheet({ close }: { close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [form, setForm] = useState({ name: '', phone: '', until: '' })
  const [scope, setScope] = useState<string[]>(['report', 'rate'])
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value })
  const give = useMutation({
    mutationFn: () => {
      const { until, ...who } = form
      const more = until ? { until } : {}
      return api('nameMyProxy', { body: { id: newId(), ...who, scope: scope as ProxyScope[], ...more } })
    },
    onSuccess: (proxies) => {
      queries.setQueryData(['myProxies', undefined], proxies)
      toast(t('done'))
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate()
  }
  const fault = faultOf(give.error)
  return (
    <Sheet title={t('addTitle')} onClose={close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.lead}>{t('addHint')}</p>
        <TextInput label={t('name')} {...fault('name')} maxLength={50} value={form.name} onChange={set('name')} />
        <TextInput
          label={t('phone')}
          {...fault('phone')}
          type="tel"
          maxLength={30}
          value={form.phone}
          onChange={set('phone')}
        />
        <FieldGroup label={t('scope')}>
          <Ticks
            choices={PROXY_SCOPES.map((value) => ({ value, label: nameOf(proxyScopeNames[value]) }))}
            value={scope}
            onChange={setScope}
          />
        </FieldGroup>
        <TextInput
          label={t('lastDay')}
          required={false}
          hint={t('lastDayHint')}
          {...fault('until')}
          type="date"
          value={form.until}
          onChange={set('until')}
        />
        <ErrorNotice error={give.error} shownElsewhere={(path) => fault(path).fault !== undefined} />
        <Button
          type="submit"
          kind="primary"
          wide
          busy={give.isPending}
          disabled={!form.name.trim() || !form.phone.trim() || scope.length === 0}
        >
          {t('give')}
        </Button>
      </form>
    </Sheet>
  )
}
