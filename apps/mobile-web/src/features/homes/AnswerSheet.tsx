import { type MyHomes, residencyKindNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, queries } from '../../shared/api.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldGroup, TextArea, TextInput } from '../../shared/ui/Field.tsx'
import { faultOf } from '../../shared/ui/fault-of.ts'
import { Options } from '../../shared/ui/Options.tsx'
import { Sheet } from '../../shared/ui/Sheet.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './homes.module.css'
import { useText } from './texts.ts'

const KINDS = ['householdMember', 'lessee'] as const

/** The owner's word on a claim: as what and until when, or why not. */
export function AnswerSheet({
  person,
  verified,
  close,
}: {
  person: MyHomes['owned'][number]['people'][number]
  verified: boolean
  close: () => void
}) {
  const t = useText()
  const nameOf = useNames()
  const [kind, setKind] = useState(person.kind)
  const [until, setUntil] = useState(person.until ?? '')
  const [reason, setReason] = useState('')
  const answer = useMutation({
    mutationFn: () =>
      api('answerClaim', {
        params: { id: person.id },
        body: verified ? { verified, kind, until: until || null } : { verified, reason },
      }),
    onSuccess: (homes) => {
      queries.setQueryData(['myHomes', undefined], homes)
      toast(t(verified ? 'agreed' : 'refused'))
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate()
  }
  const fault = faultOf(answer.error)
  return (
    <Sheet title={t(verified ? 'agreeTitle' : 'refuseTitle', { name: person.name })} onClose={close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {verified ? (
          <>
            <FieldGroup label={t('relation')} {...fault('kind')}>
              <Options
                choices={KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
                value={kind}
                onChange={(next) => setKind(next as typeof kind)}
              />
            </FieldGroup>
            <TextInput
              label={t(kind === 'lessee' ? 'leaseEnd' : 'lastDay')}
              required={kind === 'lessee'}
              hint={t('lastDayHint')}
              {...fault('until')}
              type="date"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          </>
        ) : (
          <TextArea
            label={t('reason')}
            hint={t('refuseHint')}
            {...fault('reason')}
            rows={3}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <ErrorNotice error={answer.error} shownElsewhere={(path) => fault(path).fault !== undefined} />
        <Button type="submit" kind={verified ? 'primary' : 'danger'} wide busy={answer.isPending}>
          {t(verified ? 'agree' : 'refuse')}
        </Button>
      </form>
    </Sheet>
  )
}
