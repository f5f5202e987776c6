import type { ApiKey } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Button, Popconfirm } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { PlusIcon } from '../../shared/icons.tsx'
import { Tag } from '../../shared/sheet/Tag.tsx'
import styles from './interfaces.module.css'
import { Rotate } from './Rotate.tsx'
import { useText } from './texts.ts'
import { scopeNames } from './words.ts'

const AddKey = lazy(() => import('./AddKey.tsx'))
const TONES = { active: 'good', expired: 'warn', revoked: 'quiet' } as const

/** The keys by which other systems call. */
export function Keys() {
  const t = useText()
  const keys = useApi('listApiKeys')
  const [adding, setAdding] = useState(false)
  return (
    <>
      <div className={styles.section}>
        <h2>{t('keys')}</h2>
        <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
          {t('addKey')}
        </Button>
      </div>
      {keys.isPending && <Loading />}
      <ErrorNotice error={keys.error} retry={() => void keys.refetch()} />
      {keys.data?.items.length === 0 && <EmptyState title={t('noKeys')} hint={t('noKeysHint')} />}
      {keys.data?.items.map((key) => (
        <KeyCard key={key.id} apiKey={key} />
      ))}
      <Suspense>{adding && <AddKey close={() => setAdding(false)} />}</Suspense>
    </>
  )
}

function KeyCard({ apiKey: key }: { apiKey: ApiKey }) {
  const t = useText()
  const nameOf = useNames()
  const at = useMoment()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const [rotating, setRotating] = useState(false)
  const rotate = useCommand('rotateApiKey', ['listApiKeys'])
  const revoke = useCommand('revokeApiKey', ['listApiKeys'])
  const { id, name, version } = key
  const where = key.communityIds
    ? key.communityIds.map((one) => communities.data?.items.find((c) => c.id === one)?.name ?? '…').join('、')
    : t('allCommunities')
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.info}>
        <div className={styles.title}>
          <h3>{name}</h3>
          <Tag tone={TONES[key.state]}>{t(`state_${key.state}`)}</Tag>
        </div>
        <div className={styles.mono}>{`sims_…${key.prefix.slice(-11)}…`}</div>
        <div className={styles.facts}>
          <span>{key.scopes.map((scope) => nameOf(scopeNames[scope])).join(' · ')}</span>
          <span>{where}</span>
          {key.addressRanges.length > 0 && <span>{key.addressRanges.join('  ')}</span>}
        </div>
        <div className={styles.facts}>
          <span>{t(key.state === 'expired' ? 'endedAt' : 'expiresAt', { at: at(key.expiresAt) })}</span>
          <span>{key.lastUsedAt ? t('usedAt', { at: at(key.lastUsedAt) }) : t('neverUsed')}</span>
          {key.overlapUntil && <span>{t('overlap', { at: at(key.overlapUntil) })}</span>}
        </div>
        <ErrorNotice error={revoke.error} />
      </div>
      {key.state !== 'revoked' && (
        <div className={styles.actions}>
          <Button type="text" onClick={() => setRotating(true)}>
            {t('rotate')}
          </Button>
          <Popconfirm
            title={t('revokeTitle', { name })}
            description={t('revokeHint')}
            okText={t('revoke')}
            okButtonProps={{ danger: true }}
            cancelText={t('cancel')}
            onConfirm={() => revoke.run({ params: { id }, body: { version } }).catch(() => null)}
          >
            <Button type="text" danger>
              {t('revoke')}
            </Button>
          </Popconfirm>
        </div>
      )}
      {rotating && (
        <Rotate
          name={name}
          hint={t('rotateHint')}
          ends
          rotate={async (values) => (await rotate.run({ params: { id }, body: { version, ...values } })).token}
          close={() => setRotating(false)}
        />
      )}
    </section>
  )
}

/** Moments as people read them. */
export function useMoment(): (instant: string) => string {
  const locale = useLocale()
  const now = useNow()
  return (instant) => dayAndTime(new Date(instant), now, locale)
}
