import {
  type MessageChannel,
  type MyMessages as Mine,
  messageChannelNames,
  noticeTopicNames,
} from '@sims/contracts/web'
import { ChoiceGrid, ErrorNotice, Loading, toggled, useListed, useNames } from '@sims/ui'
import { App, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import styles from './notices.module.css'
import { useText } from './texts.ts'

/** By what I am told of what, beside the app, and when I am not disturbed. */
export default function MyMessages({ close }: { close: () => void }) {
  const t = useText()
  const { data, error } = useApi('myMessages', undefined, { staleTime: 0 })
  if (data) return <Choice kept={data} close={close} />
  return (
    <Modal open title={t('choice')} footer={null} width={520} onCancel={close}>
      {error ? <ErrorNotice error={error} /> : <Loading />}
    </Modal>
  )
}

const NIGHT = { from: '22:00', to: '08:00' }

function Choice({ kept, close }: { kept: Mine; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const { message } = App.useApp()
  const [topics, setTopics] = useState(kept.topics)
  const [quiet, setQuiet] = useState(kept.quiet)
  const change = useCommand('changeMyMessages', ['myMessages'])
  const toggle = (topic: string, channel: string) =>
    setTopics(
      topics.map((one) =>
        one.topic === topic ? { ...one, channels: toggled(one.channels, channel as MessageChannel) } : one,
      ),
    )
  const save = async () => {
    const body = { topics: topics.map(({ topic, channels }) => ({ topic, channels })), quiet }
    const done = await change.run({ body }).catch(() => null)
    if (!done) return
    void message.success(t('choiceKept'))
    close()
  }
  const unreached = kept.connected.filter((channel) => !kept.reachable.includes(channel))
  const hours = quiet.hours ?? NIGHT
  return (
    <Modal
      open
      title={t('choice')}
      width={520}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={change.isPending}
      onOk={() => void save()}
      onCancel={close}
    >
      <p className={styles.soft}>{t('choiceHint')}</p>
      {kept.connected.length > 0 ? (
        <ChoiceGrid
          label={t('choice')}
          rows={topics.map(({ topic, needed }) => ({
            key: topic,
            label: nameOf(noticeTopicNames[topic]),
            hint: needed ? t('needed') : undefined,
          }))}
          columns={kept.connected.map((channel) => ({ key: channel, label: nameOf(messageChannelNames[channel]) }))}
          isOn={(topic, channel) =>
            topics.some((one) => one.topic === topic && one.channels.includes(channel as MessageChannel))
          }
          onToggle={toggle}
        />
      ) : (
        <p>{t('nothingConnected')}</p>
      )}
      {unreached.length > 0 && (
        <p className={styles.soft}>
          {t('unreached', { channels: listed(unreached.map((channel) => nameOf(messageChannelNames[channel]))) })}
        </p>
      )}
      <h3 className={styles.sub}>{t('quiet')}</h3>
      <Radio.Group
        className={styles.modes}
        value={quiet.mode}
        options={[
          {
            value: 'company',
            label: kept.companyQuiet ? t('quietCompany', kept.companyQuiet) : t('quietCompanyNone'),
          },
          { value: 'own', label: t('quietOwn') },
          { value: 'none', label: t('quietNone') },
        ]}
        onChange={({ target }) => setQuiet({ mode: target.value, hours: target.value === 'own' ? hours : null })}
      />
      {quiet.mode === 'own' && (
        <div className={styles.hours}>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              type="time"
              aria-label={t(end)}
              value={hours[end]}
              onChange={({ target }) =>
                target.value && setQuiet({ mode: 'own', hours: { ...hours, [end]: target.value } })
              }
            />
          ))}
        </div>
      )}
      <p className={styles.soft}>{t('quietHint')}</p>
      <ErrorNotice error={change.error} />
    </Modal>
  )
}
