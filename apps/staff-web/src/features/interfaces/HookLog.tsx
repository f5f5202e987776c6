import type { Hook, HookDelivery } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { Button, Drawer } from 'antd'
import { useCommand, useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { Tag } from '../../shared/sheet/Tag.tsx'
import styles from './interfaces.module.css'
import { useMoment } from './Keys.tsx'
import { useText } from './texts.ts'
import { eventNames } from './words.ts'

const TONES = { waiting: 'warn', delivered: 'good', failed: 'danger' } as const

/** What was sent, newest first, each with its attempts. */
export default function HookLog({ hook, close }: { hook: Hook; close: () => void }) {
  const t = useText()
  const list = useList('listHookDeliveries', { limit: 25 }, true, { id: hook.id })
  return (
    <Drawer open title={t('logOf', { name: hook.name })} size={640} onClose={close}>
      {list.isPending && <Loading />}
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      {list.isSuccess && list.items.length === 0 && <EmptyState title={t('noLog')} hint={t('noLogHint')} />}
      {list.items.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} resend={hook.active} />
      ))}
      <LoadMore list={list} />
    </Drawer>
  )
}

function Delivery({ delivery, resend }: { delivery: HookDelivery; resend: boolean }) {
  const t = useText()
  const nameOf = useNames()
  const at = useMoment()
  const again = useCommand('redeliverHook', ['listHookDeliveries', 'listHooks'])
  const { id, event, state, createdAt, nextAt, body, attempts } = delivery
  return (
    <details className={styles.delivery}>
      <summary>
        <Tag tone={TONES[state]}>{t(`delivery_${state}`)}</Tag>
        <span>{nameOf(eventNames[event])}</span>
        <time dateTime={createdAt}>{at(createdAt)}</time>
        {nextAt && <time dateTime={nextAt}>{t('nextAt', { at: at(nextAt) })}</time>}
      </summary>
      <div className={styles.detail}>
        <div className={styles.mono}>{id}</div>
        {attempts.map((one) => (
          <div key={one.number} className={styles.facts}>
            <span>{t('attempt', { number: one.number })}</span>
            <span>{at(one.at)}</span>
            <span>{one.status ?? one.reason ?? t('unknownEnd')}</span>
            {one.milliseconds !== null && <span>{t('ms', { ms: one.milliseconds })}</span>}
          </div>
        ))}
        <pre>{body}</pre>
        {attempts[0]?.answer && <pre>{attempts[0].answer}</pre>}
        {resend && state !== 'waiting' && (
          <Button
            size="small"
            loading={again.isPending}
            onClick={() => void again.run({ params: { id } }).catch(() => null)}
          >
            {t('again')}
          </Button>
        )}
        <ErrorNotice error={again.error} />
      </div>
    </details>
  )
}
