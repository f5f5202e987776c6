import {
  MESSAGE_CHANNELS,
  MESSAGE_STATES,
  type Message,
  type MessageChannel,
  type MessageState,
  messageChannelNames,
  messageStateNames,
} from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Select } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import styles from './messages.module.css'
import { StateTag } from './StateTag.tsx'
import { Tabs } from './Tabs.tsx'
import { useText } from './texts.ts'

const LOOK_MS = 10_000
const MessageDialog = lazy(() => import('./MessageDialog.tsx'))

/** Everything that left or is to leave, for the system administrator: what kind about which record, never its words. */
export function Outbox() {
  const t = useText()
  const nameOf = useNames()
  const [search, setSearch] = useSearchParams()
  const state = MESSAGE_STATES.find((one) => one === search.get('state'))
  const channel = MESSAGE_CHANNELS.find((one) => one === search.get('channel'))
  const [opened, setOpened] = useState<string>()
  const put = (name: string, value: string | undefined) => {
    if (value) search.set(name, value)
    else search.delete(name)
    setSearch(search, { replace: true })
  }
  const list = useList('listMessages', { state, channel, limit: 50 })
  const { refetch } = list
  // messages leave by themselves, and no event of the stream tells of it
  useEffect(() => {
    void refetch()
    const timer = setInterval(() => void refetch(), LOOK_MS)
    return () => clearInterval(timer)
  }, [refetch])
  return (
    <div className={styles.page} data-wide>
      <header className={styles.head}>
        <h1>{t('outbox')}</h1>
        <p>{t('outboxLead')}</p>
      </header>
      <div className={styles.bar}>
        <Tabs />
        <span className={styles.filters}>
          <Select<MessageState>
            aria-label={t('state')}
            placeholder={t('allStates')}
            allowClear
            popupMatchSelectWidth={false}
            value={state}
            options={MESSAGE_STATES.map((value) => ({ value, label: nameOf(messageStateNames[value]) }))}
            onChange={(value?: MessageState) => put('state', value)}
          />
          <Select<MessageChannel>
            aria-label={t('channel')}
            placeholder={t('allChannels')}
            allowClear
            popupMatchSelectWidth={false}
            value={channel}
            options={MESSAGE_CHANNELS.map((value) => ({ value, label: nameOf(messageChannelNames[value]) }))}
            onChange={(value?: MessageChannel) => put('channel', value)}
          />
        </span>
      </div>
      {list.isPending && <Loading />}
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      {list.isSuccess && list.items.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
      {list.items.length > 0 && (
        <section className={styles.list} aria-label={t('outbox')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('what')}</th>
                <th>{t('number')}</th>
                <th>{t('recipient')}</th>
                <th>{t('channel')}</th>
                <th>{t('state')}</th>
                <th className={styles.count}>{t('attempts')}</th>
                <th>{t('next')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((message) => (
                <Row key={message.id} message={message} open={() => setOpened(message.id)} />
              ))}
            </tbody>
          </table>
          <LoadMore list={list} />
        </section>
      )}
      <Suspense fallback={null}>
        {opened && <MessageDialog key={opened} id={opened} close={() => setOpened(undefined)} />}
      </Suspense>
    </div>
  )
}

function Row({ message, open }: { message: Message; open: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const time = (at: string) => dayAndTime(new Date(at), now, locale)
  const last = message.deliveredAt ?? message.sentAt
  return (
    <tr>
      <th scope="row">
        <button type="button" className={styles.open} onClick={open}>
          {message.kindName}
        </button>
        {message.merged > 0 && <small>{t('andMerged', { count: message.merged })}</small>}
      </th>
      <td>{message.number}</td>
      <td className={styles.mono}>{message.recipient ?? <span className={styles.soft}>{t('nobody')}</span>}</td>
      <td>{nameOf(messageChannelNames[message.channel])}</td>
      <td>
        <StateTag message={message} />
      </td>
      <td className={styles.count}>{message.attempts}</td>
      <td className={styles.when}>
        {message.nextAt ? t('nextAt', { time: time(message.nextAt) }) : time(last ?? message.createdAt)}
      </td>
    </tr>
  )
}
