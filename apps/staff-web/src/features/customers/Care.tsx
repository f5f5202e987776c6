import { CARE_KINDS, type CareKind, careKindNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'

interface Draft {
  kinds: CareKind[]
  note: string
}

/** What whoever goes to these premises must know: then two go. */
export function Care({ premisesId }: { premisesId: string }) {
  const t = useHouseholdText()
  const nameOf = useNames()
  const { message } = App.useApp()
  const params = { id: premisesId }
  const care = useApi('getPremisesCare', { params })
  const save = useCommand('setPremisesCare', ['getPremisesCare'])
  const [changed, setChanged] = useState<Draft>()
  if (!care.data) return <ErrorNotice error={care.error} retry={() => void care.refetch()} />
  const draft = changed ?? { kinds: care.data.kinds, note: care.data.note ?? '' }
  const submit = async () => {
    const done = await save
      .run({ params, body: { kinds: draft.kinds, note: draft.note.trim() || null } })
      .catch(() => null)
    if (!done) return
    setChanged(undefined)
    message.success(t('careSaved'))
  }
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <h2>{t('care')}</h2>
        <Button disabled={!changed} loading={save.isPending} onClick={() => void submit()}>
          {t('careSave')}
        </Button>
      </div>
      <p className={styles.careHint}>{t('careHint')}</p>
      <Checkbox.Group
        value={draft.kinds}
        options={CARE_KINDS.map((value) => ({ value, label: nameOf(careKindNames[value]) }))}
        onChange={(kinds) => setChanged({ ...draft, kinds })}
      />
      {draft.kinds.length > 0 && (
        <Input
          className={styles.careNote}
          aria-label={t('careNote')}
          placeholder={t('careNote')}
          maxLength={200}
          value={draft.note}
          onChange={(event) => setChanged({ ...draft, note: event.target.value })}
        />
      )}
      <ErrorNotice error={save.error} />
    </section>
  )
}
