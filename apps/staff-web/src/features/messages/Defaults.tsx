import type { MessageDefaults } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { App, Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import styles from './messages.module.css'
import { useText } from './texts.ts'

/** When nobody is disturbed, and how much one person gets a day; each person may choose other hours. */
export function Defaults() {
  const { data } = useApi('messageDefaults')
  return data ? <DefaultsForm kept={data} /> : null
}

const NIGHT = { from: '22:00', to: '08:00' }
const CAP = 30

function DefaultsForm({ kept }: { kept: MessageDefaults }) {
  const t = useText()
  const { message } = App.useApp()
  const [form, setForm] = useState(kept)
  const set = useCommand('setMessageDefaults', ['messageDefaults'])
  const { quietHours, dailyCap } = form
  const save = async () => {
    const done = await set.run({ body: form }).catch(() => null)
    if (done) void message.success(t('saved'))
  }
  return (
    <section className={styles.card} aria-label={t('defaults')}>
      <h2>{t('defaults')}</h2>
      <p className={styles.hint}>{t('defaultsHint')}</p>
      <Form layout="vertical" onFinish={() => void save()}>
        <div className={styles.setting}>
          <Checkbox
            checked={quietHours !== null}
            onChange={({ target }) => setForm({ ...form, quietHours: target.checked ? NIGHT : null })}
          >
            {t('quietHours')}
          </Checkbox>
          {quietHours && (
            <span className={styles.hours}>
              {(['from', 'to'] as const).map((end) => (
                <Input
                  key={end}
                  type="time"
                  aria-label={t(end)}
                  value={quietHours[end]}
                  onChange={({ target }) =>
                    target.value && setForm({ ...form, quietHours: { ...quietHours, [end]: target.value } })
                  }
                />
              ))}
            </span>
          )}
        </div>
        <div className={styles.setting}>
          <Checkbox
            checked={dailyCap !== null}
            onChange={({ target }) => setForm({ ...form, dailyCap: target.checked ? CAP : null })}
          >
            {t('dailyCap')}
          </Checkbox>
          {dailyCap !== null && (
            <InputNumber
              aria-label={t('dailyCap')}
              min={1}
              max={500}
              value={dailyCap}
              onChange={(value) => value !== null && setForm({ ...form, dailyCap: value })}
            />
          )}
        </div>
        <ErrorNotice error={set.error} />
        <Button type="primary" htmlType="submit" loading={set.isPending}>
          {t('save')}
        </Button>
      </Form>
    </section>
  )
}
