import {
  type MessageChannel,
  type MyMessages as Mine,
  messageChannelNames,
  noticeTopicNames,
} from '@sims/contracts/web'
import { ChoiceGrid, ErrorNotice, toggled, useListed, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { Select, TextInput } from '../../shared/ui/Field.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './MePage.module.css'
import { useText } from './texts.ts'

/** By what I am told of what, beside the app, and when I am not disturbed. */
export function MyMessages() {
  const { data } = useAnswer('myMessages')
  return data && data.connected.length > 0 ? <Choice key={JSON.stringify(data)} kept={data} /> : null
}

const NIGHT = { from: '22:00', to: '08:00' }
type Mode = Mine['quiet']['mode']

function Choice({ kept }: { kept: Mine }) {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const [topics, setTopics] = useState(kept.topics)
  const [quiet, setQuiet] = useState(kept.quiet)
  const keep = useMutation({
    mutationFn: () =>
      api('changeMyMessages', { body: { topics: topics.map(({ topic, channels }) => ({ topic, channels })), quiet } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['myMessages'] })
      toast(t('choiceKept'))
    },
  })
  const toggle = (topic: string, channel: string) =>
    setTopics(
      topics.map((one) =>
        one.topic === topic ? { ...one, channels: toggled(one.channels, channel as MessageChannel) } : one,
      ),
    )
  const unreached = kept.connected.filter((channel) => !kept.reachable.includes(channel))
  const hours = quiet.hours ?? NIGHT
  const company = kept.companyQuiet ? t('quietCompany', kept.companyQuiet) : t('quietCompanyNone')
  return (
    <Card title={t('choice')}>
      <form
        className={styles.mail}
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate()
        }}
      >
        <p className={styles.soft}>{t('choiceHint')}</p>
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
        {unreached.length > 0 && (
          <p className={styles.soft}>
            {t('unreached', { channels: listed(unreached.map((channel) => nameOf(messageChannelNames[channel]))) })}
          </p>
        )}
        <Select
          label={t('quiet')}
          hint={t('quietHint')}
          value={quiet.mode}
          empty={company}
          choices={[
            { value: 'own', label: t('quietOwn') },
            { value: 'none', label: t('quietNone') },
          ]}
          onChange={(value) => {
            const mode = (value || 'company') as Mode
            setQuiet({ mode, hours: mode === 'own' ? hours : null })
          }}
        />
        {quiet.mode === 'own' && (
          <div className={styles.hours}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                label={t(end)}
                value={hours[end]}
                onChange={({ target }) =>
                  target.value && setQuiet({ mode: 'own', hours: { ...hours, [end]: target.value } })
                }
              />
            ))}
          </div>
        )}
        <ErrorNotice error={keep.error} />
        <Button type="submit" busy={keep.isPending}>
          {t('mailSave')}
        </Button>
      </form>
    </Card>
  )
}
