import { type Authority, proxyScopeNames } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { useMe } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import { NameSheet } from './NameSheet.tsx'
import styles from './proxies.module.css'
import { useText } from './texts.ts'

/** Who may act for me, and for whom I may act. Nobody does this for another. */
export default function ProxiesCard() {
  const me = useMe()
  return me.behalf ? null : <Own />
}

function Own() {
  const t = useText()
  const { data } = useAnswer('myProxies')
  const [naming, setNaming] = useState(false)
  const revoke = useMutation({
    mutationFn: (id: string) => api('revokeMyProxy', { params: { id } }),
    onSuccess: (proxies) => {
      queries.setQueryData(['myProxies', undefined], proxies)
      void queries.invalidateQueries({ queryKey: ['myPersons'] })
      toast(t('revoked'))
    },
  })
  if (!data) return null
  const line = (proxy: Authority, words: string, act: 'revoke' | 'giveUp') => (
    <Line key={proxy.id} proxy={proxy} words={words}>
      <Button kind="quiet" busy={revoke.isPending} onClick={() => revoke.mutate(proxy.id)}>
        {t(act)}
      </Button>
    </Line>
  )
  return (
    <Card title={t('title')}>
      <p className={styles.lead}>{t('lead')}</p>
      <ul>
        {data.given.map((one) => line(one, t('given', { name: one.agent.name }), 'revoke'))}
        {data.held.map((one) => line(one, t('held', { name: one.principal.name }), 'giveUp'))}
      </ul>
      <Button wide onClick={() => setNaming(true)}>
        {t('add')}
      </Button>
      <ErrorNotice error={revoke.error} />
      {naming && <NameSheet close={() => setNaming(false)} />}
    </Card>
  )
}

function Line({ proxy, words, children }: { proxy: Authority; words: string; children: React.ReactNode }) {
  const t = useText()
  const nameOf = useNames()
  const scope = proxy.scope.map((one) => nameOf(proxyScopeNames[one])).join(' · ')
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <span>{words}</span>
        <span className={styles.soft}>{scope}</span>
        {proxy.until && <span className={styles.soft}>{t('until', { day: proxy.until })}</span>}
      </span>
      {children}
    </li>
  )
}
