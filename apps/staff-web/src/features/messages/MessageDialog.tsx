import { messageChannelNames } from '@sims/contracts/web'
import { dayAndTime, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Button, Modal } from 'antd'
import { useApi, useCommand } from '../../shared/api.ts'
import styles from './messages.module.css'
import { StateTag } from './StateTag.tsx'
import { useText } from './texts.ts'

const touched = ['listMessages', 'getMessage'] as const

/** A message with its attempts; try it again, or keep it from leaving. */
export default function MessageDialog({ id, close }: { id: string; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { data, error, isPending } = useApi('getMessage', { params: { id } })
  const retry = useCommand('retryMessage', touched)
  const cancel = useCommand('cancelMessage', touched)
  const time = (at: string) => dayAndTime(new Date(at), now, locale)
  const act = (command: typeof retry | typeof cancel) => void command.run({ params: { id } }).catch(() => undefined)
  return (
    <Modal
      open
      title={data?.kindName ?? t('outbox')}
      width={560}
      onCancel={close}
      footer={
        <>
          {data?.allowed.cancel && (
            <Button danger type="text" loading={cancel.isPending} onClick={() => act(cancel)}>
              {t('cancelMessage')}
            </Button>
          )}
          {data?.allowed.retry && (
            <Button loading={retry.isPending} onClick={() => act(retry)}>
              {t('retryMessage')}
            </Button>
          )}
          <Button type="primary" onClick={close}>
            {t('close')}
          </Button>
        </>
      }
    >
      {isPending && <Loading />}
      <ErrorNotice error={error} />
      {data && (
        <>
          <dl className={styles.facts}>
            <dt>{t('number')}</dt>
            <dd>{data.number ?? '—'}</dd>
            <dt>{t('recipient')}</dt>
            <dd className={styles.mono}>{data.recipient ?? t('nobody')}</dd>
            <dt>{t('channel')}</dt>
            <dd>{nameOf(messageChannelNames[data.channel])}</dd>
            <dt>{t('state')}</dt>
            <dd>
              <StateTag message={data} />
            </dd>
            <dt>{t('created')}</dt>
            <dd>{time(data.createdAt)}</dd>
            {data.nextAt && (
              <>
                <dt>{t('next')}</dt>
                <dd>{time(data.nextAt)}</dd>
              </>
            )}
            {data.deliveredAt && (
              <>
                <dt>{t('delivered')}</dt>
                <dd>{time(data.deliveredAt)}</dd>
              </>
            )}
          </dl>
          <h3 className={styles.sub}>{t('attempts')}</h3>
          {data.tries.length === 0 && <p className={styles.soft}>{t('noTries')}</p>}
          <ol className={styles.tries}>
            {data.tries.toReversed().map(({ attempt, at, outcome, reason }) => (
              <li key={attempt}>
                <span className={styles.soft}>{attempt}</span>
                <time dateTime={at}>{time(at)}</time>
                <span>{t(`tried_${outcome ?? 'open'}`)}</span>
                {reason && <code>{reason}</code>}
              </li>
            ))}
          </ol>
        </>
      )}
      <ErrorNotice error={retry.error ?? cancel.error} />
    </Modal>
  )
}
