import type { Hook } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { App, Button, Popconfirm } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { PlusIcon } from '../../shared/icons.tsx'
import { Tag } from '../../shared/sheet/Tag.tsx'
import styles from './interfaces.module.css'
import { useMoment } from './Keys.tsx'
import { Rotate } from './Rotate.tsx'
import { useText } from './texts.ts'
import { eventNames } from './words.ts'

const HookForm = lazy(() => import('./HookForm.tsx'))
const HookLog = lazy(() => import('./HookLog.tsx'))
type Opened = 'form' | 'log' | 'rotate' | null

/** The other systems that are told of events. */
export function Hooks() {
  const t = useText()
  const hooks = useApi('listHooks')
  const [adding, setAdding] = useState(false)
  return (
    <>
      <div className={styles.section}>
        <h2>{t('hooks')}</h2>
        <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
          {t('addHook')}
        </Button>
      </div>
      {hooks.isPending && <Loading />}
      <ErrorNotice error={hooks.error} retry={() => void hooks.refetch()} />
      {hooks.data?.items.length === 0 && <EmptyState title={t('noHooks')} hint={t('noHooksHint')} />}
      {hooks.data?.items.map((hook) => (
        <HookCard key={hook.id} hook={hook} />
      ))}
      <Suspense>{adding && <HookForm hook={null} close={() => setAdding(false)} />}</Suspense>
    </>
  )
}

function HookCard({ hook }: { hook: Hook }) {
  const t = useText()
  const nameOf = useNames()
  const at = useMoment()
  const { message } = App.useApp()
  const [opened, setOpened] = useState<Opened>(null)
  const change = useCommand('changeHook', ['listHooks'])
  const rotate = useCommand('rotateHookSecret', ['listHooks'])
  const remove = useCommand('removeHook', ['listHooks'])
  const test = useCommand('testHook', ['listHooks', 'listHookDeliveries'])
  const { id, name, url, events, communityIds, active, version } = hook
  const params = { id }
  const close = () => setOpened(null)
  const tested = async () => {
    if (await test.run({ params }).catch(() => null)) void message.success(t('testSent'))
  }
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.info}>
        <div className={styles.title}>
          <h3>{name}</h3>
          <Tag tone={active ? 'good' : 'warn'}>{t(active ? 'active' : 'inactive')}</Tag>
        </div>
        <div className={styles.mono} title={url}>
          {url}
        </div>
        <div className={styles.facts}>
          <span>{events.map((event) => nameOf(eventNames[event])).join(' · ')}</span>
        </div>
        <div className={styles.facts}>
          <span>{hook.lastDeliveredAt ? t('delivered', { at: at(hook.lastDeliveredAt) }) : t('neverDelivered')}</span>
          {hook.waiting > 0 && <span>{t('waiting', { count: hook.waiting })}</span>}
          {hook.pausedAt && <span data-tone="danger">{t('pausedAt', { at: at(hook.pausedAt) })}</span>}
          {active && hook.failingSince && <span data-tone="danger">{t('failing', { at: at(hook.failingSince) })}</span>}
          {hook.overlapUntil && <span>{t('overlap', { at: at(hook.overlapUntil) })}</span>}
        </div>
        <ErrorNotice error={change.error ?? remove.error ?? test.error} />
      </div>
      <div className={styles.actions}>
        <Button type="text" onClick={() => setOpened('log')}>
          {t('log')}
        </Button>
        {active && (
          <Button type="text" loading={test.isPending} onClick={() => void tested()}>
            {t('test')}
          </Button>
        )}
        <Button type="text" onClick={() => setOpened('form')}>
          {t('edit')}
        </Button>
        <Button
          type="text"
          loading={change.isPending}
          onClick={() =>
            void change
              .run({ params, body: { version, name, url, events, communityIds, active: !active } })
              .catch(() => null)
          }
        >
          {t(active ? 'pause' : 'resume')}
        </Button>
        <Button type="text" onClick={() => setOpened('rotate')}>
          {t('rotate')}
        </Button>
        <Popconfirm
          title={t('removeTitle', { name })}
          description={t('removeHint')}
          okText={t('remove')}
          okButtonProps={{ danger: true }}
          cancelText={t('cancel')}
          onConfirm={() => remove.run({ params }).catch(() => null)}
        >
          <Button type="text" danger>
            {t('remove')}
          </Button>
        </Popconfirm>
      </div>
      <Suspense>
        {opened === 'form' && <HookForm hook={hook} close={close} />}
        {opened === 'log' && <HookLog hook={hook} close={close} />}
      </Suspense>
      {opened === 'rotate' && (
        <Rotate
          name={name}
          hint={t('rotateHookHint')}
          rotate={async ({ overlapHours }) => (await rotate.run({ params, body: { version, overlapHours } })).secret}
          close={close}
        />
      )}
    </section>
  )
}
