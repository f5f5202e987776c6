import { residencyKindNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../shared/api.ts'
import { newId } from '../../shared/ids.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldGroup, TextInput } from '../../shared/ui/Field.tsx'
import { faultOf } from '../../shared/ui/fault-of.ts'
import { Options } from '../../shared/ui/Options.tsx'
import { Sheet } from '../../shared/ui/Sheet.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './homes.module.css'
import { useText } from './texts.ts'

const KINDS = ['householdMember', 'lessee'] as const

/** A code and a link with which one person can register for the owner's premises. */
export function InviteSheet({ premisesId, home, close }: { premisesId: string; home: string; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [id] = useState(newId)
  const [residencyKind, setKind] = useState<(typeof KINDS)[number]>('householdMember')
  const [until, setUntil] = useState('')
  const make = useMutation({
    mutationFn: () => api('inviteToHome', { body: { id, premisesId, residencyKind, ...(until ? { until } : {}) } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  const fault = faultOf(make.error)
  const copy = () =>
    navigator.clipboard.writeText(make.data?.url ?? '').then(
      () => toast(t('copied')),
      () => toast(t('copyFailed')),
    )
  return (
    <Sheet title={t('inviteTitle', { home })} onClose={close}>
      {make.data ? (
        <div className={styles.code}>
          <p>{t('scan')}</p>
          <img src={`data:image/svg+xml,${encodeURIComponent(make.data.qrSvg)}`} alt={make.data.url} />
          <p className={styles.small}>{t('validUntil')}</p>
          <p className={styles.url}>{make.data.url}</p>
          {'clipboard' in navigator && (
            <Button kind="primary" wide onClick={copy}>
              {t('copy')}
            </Button>
          )}
        </div>
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <p className={styles.soft}>{t('inviteHint')}</p>
          <FieldGroup label={t('relation')}>
            <Options
              choices={KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
              value={residencyKind}
              onChange={(next) => setKind(next as typeof residencyKind)}
            />
          </FieldGroup>
          <TextInput
            label={t(residencyKind === 'lessee' ? 'leaseEnd' : 'lastDay')}
            required={residencyKind === 'lessee'}
            hint={t('lastDayHint')}
            {...fault('until')}
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
          <ErrorNotice error={make.error} shownElsewhere={(path) => fault(path).fault !== undefined} />
          <Button type="submit" kind="primary" wide busy={make.isPending}>
            {t('make')}
          </Button>
        </form>
      )}
    </Sheet>
  )
}
