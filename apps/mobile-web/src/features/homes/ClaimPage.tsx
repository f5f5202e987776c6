import { RESIDENCY_KINDS, type ResidencyKind, residencyKindNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { newId } from '../../shared/ids.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { FieldGroup, Select, TextInput } from '../../shared/ui/Field.tsx'
import { faultOf } from '../../shared/ui/fault-of.ts'
import { Options } from '../../shared/ui/Options.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './homes.module.css'
import { useText } from './texts.ts'

/** Names premises that somebody belongs to; nothing of these is shown. */
export default function ClaimPage() {
  const t = useText()
  const nameOf = useNames()
  const go = useNavigate()
  const [id, setId] = useState(newId)
  const { data, error: withheld, refetch } = useAnswer('claimable')
  const communities = data?.communities ?? []
  const [form, setForm] = useState({ communityId: '', building: '', entrance: '', home: '', until: '' })
  const [kind, setKind] = useState<ResidencyKind>('owner')
  const communityId = form.communityId || (communities.length === 1 ? (communities[0]?.id ?? '') : '')
  const set = (name: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [name]: event.target.value })
  const claim = useMutation({
    mutationFn: () => {
      const { building, entrance, home, until } = form
      const more = { ...(entrance.trim() ? { entrance } : {}), ...(until ? { until } : {}) }
      return api('claimPremises', { body: { id, communityId, building, home, kind, ...more } })
    },
    onSuccess: (homes) => {
      queries.setQueryData(['myHomes', undefined], homes)
      toast(t('claimed'))
      void go('/homes', { replace: true })
    },
    // a corrected form is another claim
    onError: () => setId(newId()),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    claim.mutate()
  }
  const fault = faultOf(claim.error)
  return (
    <Page title={t('claimTitle')} back="/homes">
      {withheld && <ErrorNotice error={withheld} retry={refetch} />}
      <Card>
        <form className={styles.form} onSubmit={submit} noValidate>
          <p className={styles.soft}>{t('claimLead')}</p>
          {communities.length !== 1 && (
            <Select
              label={t('community')}
              empty={t('choose')}
              value={communityId}
              choices={communities.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(value) => setForm({ ...form, communityId: value })}
            />
          )}
          <div className={styles.pair}>
            <TextInput
              label={t('building')}
              hint={t('buildingHint')}
              {...fault('building')}
              maxLength={30}
              value={form.building}
              onChange={set('building')}
            />
            <TextInput
              label={t('entrance')}
              required={false}
              maxLength={30}
              value={form.entrance}
              onChange={set('entrance')}
            />
          </div>
          <TextInput
            label={t('home')}
            hint={t('homeHint')}
            {...fault('home')}
            maxLength={30}
            value={form.home}
            onChange={set('home')}
          />
          <FieldGroup label={t('relation')}>
            <Options
              choices={RESIDENCY_KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
              value={kind}
              onChange={(next) => setKind(next as ResidencyKind)}
            />
          </FieldGroup>
          {kind === 'lessee' && (
            <TextInput
              label={t('leaseEnd')}
              hint={t('lastDayHint')}
              {...fault('until')}
              type="date"
              value={form.until}
              onChange={set('until')}
            />
          )}
          <ErrorNotice error={claim.error} shownElsewhere={(path) => fault(path).fault !== undefined} />
          <Button
            type="submit"
            kind="primary"
            wide
            busy={claim.isPending}
            disabled={!communityId || !form.building.trim() || !form.home.trim()}
          >
            {t('send')}
          </Button>
        </form>
      </Card>
    </Page>
  )
}
